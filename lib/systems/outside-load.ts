import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { loadMap } from "./load";
import { type Expected, judge, type Seen, type Side, sides, WINDOW_MINUTES } from "./outside";
import { expectations, sightingOf } from "./outside-effects";
import type { DisagreementView, OutsideView, PointView, SideView } from "./outside-views";

interface RawPoint extends Omit<PointView, "kind" | "fresh"> {
  systemId: string;
  side: Side;
  origin: string;
  organisationId: string | null;
}

/** What is seen of systems of an incident beside what we say of them; all systems when none are named. */
export async function outsideOf(
  tx: Tx,
  incidentId: string,
  now: Date,
  ids?: readonly string[],
): Promise<Map<string, OutsideView>> {
  const map = await loadMap(tx, incidentId);
  const expected = expectations(map);
  const points = await tx.$queryRaw<RawPoint[]>`
    SELECT c.system_id::text AS "systemId", c.side, c.origin, c.point, c.network, c.organisation_id::text AS "organisationId", o.name AS organisation, p.name AS "by",
      c.seen, c.detail, c.link, c.file_id::text AS file, c.seen_at AS at, c.since
    FROM outside_check c LEFT JOIN person p ON p.id = c.person_id LEFT JOIN organisation o ON o.id = c.organisation_id
    WHERE c.incident_id = ${incidentId}::uuid ORDER BY c.seen_at DESC, c.id`;
  const open = await tx.$queryRaw<(DisagreementView & { systemId: string; side: Side; state: string })[]>`
    SELECT d.system_id::text AS "systemId", d.side, d.state, d.seen, d.since, d.reason, d.resolved_at AS "resolvedAt", p.name AS "resolvedBy"
    FROM disagreement d LEFT JOIN person p ON p.id = d.resolved_by_id WHERE d.incident_id = ${incidentId}::uuid AND d.over_at IS NULL`;
  const wanted = map.systems.filter(({ id }) => !ids || ids.includes(id));
  return new Map(
    wanted.map(({ id, state }) => {
      const should = expected.get(id) ?? "either";
      // What was said of a state that has been left since is no longer a contradiction; the next look will tell.
      const marks = open.filter((one) => one.systemId === id && one.state === state);
      const views = sides.map((side) => {
        const seen = points.filter((one) => one.systemId === id && one.side === side);
        return [side, sideView(seen, marks.find((one) => one.side === side) ?? null, should, now)] as const;
      });
      return [id, { expected: should, ...(Object.fromEntries(views) as Record<Side, SideView>) }];
    }),
  );
}

function sideView(points: RawPoint[], mark: DisagreementView | null, expected: Expected, now: Date): SideView {
  const judged = judge(
    points.map((point) => sightingOf({ ...point, seenAt: point.at })),
    expected,
    now,
  );
  return {
    ...judged,
    disagreement: mark && {
      seen: mark.seen,
      since: mark.since,
      reason: mark.reason,
      resolvedAt: mark.resolvedAt,
      resolvedBy: mark.resolvedBy,
    },
    looks: points.map(({ systemId: _system, side: _side, origin, organisationId: _organisation, ...point }) => ({
      ...point,
      seen: point.seen as Seen,
      kind: origin.startsWith("person") ? "person" : origin.startsWith("probe") ? "probe" : "inside",
      fresh: now.getTime() - point.at.getTime() <= WINDOW_MINUTES * 60_000,
    })),
  };
}

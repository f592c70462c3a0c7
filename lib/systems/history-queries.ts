import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { defineQuery } from "@/lib/entry/query";
import type { Tx } from "@/lib/kernel/db";
import { env } from "@/lib/kernel/env";
import { fold } from "@/lib/kernel/fold";
import type { Language } from "@/lib/kernel/preferences";
import { catalog, type EntryType } from "@/lib/record/catalog";
import { sentenceOf } from "@/lib/record/sentences";
import { outageOf } from "./downtime";
import type { Change } from "./facts";
import { ByCode } from "./schema";
import { type Said, spansOf } from "./spans";
import type { Compromise, SystemState } from "./states";
import type { InIncident, SystemHistory, Told } from "./views";

/** The newest lines of each kind; older ones stay in the record and in the timeline. */
const SHOWN = 100;
const INCIDENTS = 20;

interface RawLine {
  id: string;
  incidentId: string | null;
  type: string;
  occurredAt: Date;
  recordedAt: Date;
  by: string | null;
  body: string;
}
interface RawIncident extends Pick<InIncident, "ref" | "name" | "zone" | "exercise"> {
  id: string;
  openedAt: Date;
  closedAt: Date | null;
}
type Words = Record<string, unknown>;

/** What was done to a system's entry in the catalogue, and where it stood in each incident; null when it does not exist for this reader. */
export const getSystemHistory = (actor: Actor, code: string, language: Language): Promise<SystemHistory | null> =>
  asActor(actor.token, async (tx, _reader, now) => {
    const system = await tx.system.findUnique({
      where: { code },
      select: { id: true, code: true, name: true, localName: true, publicName: true, localPublicName: true },
    });
    if (!system) return null;
    const lines = await linesOf(tx, system.id);
    const incidents = await incidentsOf(tx);
    const named = await namedIn(tx, incidents, system);
    return {
      catalogue: lines
        .filter(({ incidentId }) => incidentId === null)
        .slice(0, SHOWN)
        .map((line) => ({
          id: line.id,
          at: line.recordedAt,
          by: line.by,
          sentence: sentence(line, language),
          changes: (wordsOf(line)["changes"] ?? []) as Change[],
        })),
      incidents: incidents
        .map((incident) => {
          const own = <T extends { incidentId: string | null }>(all: T[]) =>
            all.filter(({ incidentId }) => incidentId === incident.id);
          const names = own(named).map(({ name, entries }) => ({ name, entries }));
          return { ...inIncident(incident, own(lines), now, language), named: names };
        })
        .filter(({ acts, named: names }) => acts.length + names.length > 0),
    };
  });

/** Every line about the system that this reader may see, newest first. */
const linesOf = (tx: Tx, id: string) => tx.$queryRaw<RawLine[]>`
  SELECT e.id, e.incident_id AS "incidentId", e.type, e.occurred_at AS "occurredAt", e.recorded_at AS "recordedAt", p.name AS by, b.body
  FROM entry e JOIN entry_body b ON b.entry_id = e.id LEFT JOIN person p ON p.id = e.actor_id
  WHERE e.subject_type IN ('system', 'dependency') AND e.subject_id = ${id}::uuid ORDER BY e.seq DESC`;

/** The incidents of this reader, the newest first. */
const incidentsOf = (tx: Tx) => tx.$queryRaw<RawIncident[]>`
  SELECT i.id, i.ref, i.name, i.zone, i.exercise, i.opened_at AS "openedAt", s.closed_at AS "closedAt"
  FROM incident i JOIN situation s ON s.incident_id = i.id ORDER BY i.opened_at DESC, i.ref LIMIT ${INCIDENTS}`;

/** How many written entries name the system, by each of its names; people write the code or a name. Their words stay in the timeline. */
async function namedIn(
  tx: Tx,
  incidents: RawIncident[],
  {
    code,
    name,
    localName,
    publicName,
    localPublicName,
  }: { code: string; name: string } & Record<"localName" | "publicName" | "localPublicName", string | null>,
) {
  const names = new Map<string, string>(
    [code, name, localName, publicName, localPublicName].flatMap((one) =>
      one ? [[`system:${fold(one)}`, one] as const] : [],
    ),
  );
  const found = await tx.$queryRaw<{ incidentId: string; tag: string; entries: number }[]>`
    SELECT s.incident_id AS "incidentId", tag, count(*)::int AS entries
    FROM entry_search s JOIN entry e ON e.id = s.entry_id, unnest(s.tags) tag
    WHERE s.incident_id = ANY (${incidents.map(({ id }) => id)}::uuid[]) AND s.tags && ${[...names.keys()]}::text[]
      AND tag = ANY (${[...names.keys()]}::text[]) AND e.log_number IS NOT NULL
    GROUP BY s.incident_id, tag ORDER BY entries DESC, tag`;
  return found.map(({ incidentId, tag, entries }) => ({ incidentId, name: names.get(tag) ?? code, entries }));
}

function inIncident(incident: RawIncident, lines: RawLine[], now: Date, language: Language): Omit<InIncident, "named"> {
  const { ref, name, zone, exercise, openedAt, closedAt } = incident;
  const oldest = lines.toReversed();
  const said = <T extends string>(type: EntryType): Said<T>[] =>
    oldest.flatMap((line) => (line.type === type ? { at: line.occurredAt, is: wordsOf(line)["to"] as T } : []));
  const confirmed = oldest.flatMap((line) =>
    line.type === "system.state-confirmed"
      ? { at: line.occurredAt, is: wordsOf(line)["state"] as SystemState, confirms: true }
      : [],
  );
  // Who reads no line about it reads no history either: nothing said is not the same as nothing known.
  const spans = <T extends string>(all: Said<T>[], start: T) =>
    lines.length > 0 ? spansOf<T>(all, start, openedAt, closedAt) : [];
  const states = spans<Told>([...said<Told>("system.state-set"), ...confirmed], "not_confirmed");
  const until = closedAt ?? now;
  return {
    ref,
    name,
    zone,
    exercise,
    openedAt,
    until,
    states,
    outage: outageOf(states, openedAt, until),
    compromises: spans<Compromise>(said("system.compromise-set"), "not-assessed"),
    acts: lines.slice(0, SHOWN).map((line) => ({
      id: line.id,
      occurredAt: line.occurredAt,
      recordedAt: line.recordedAt,
      by: line.by,
      sentence: sentence(line, language),
    })),
    older: Math.max(0, lines.length - SHOWN),
  };
}

const wordsOf = ({ body }: RawLine) => JSON.parse(body) as Words;
const sentence = (line: RawLine, language: Language) =>
  line.type in catalog ? sentenceOf(language, line.type as EntryType, wordsOf(line)) : line.type;

export const systemHistoryQuery = defineQuery({
  name: "system-history",
  input: ByCode,
  read: (actor, { code }) => getSystemHistory(actor, code, actor.language ?? env().KULLA_LANGUAGE),
});

import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { invalid } from "@/lib/kernel/errors";
import { blast, type Effect } from "./blast";
import { inWindow } from "./deadlines";
import type { Need } from "./graph";
import { apartFrom, type Hosted } from "./hosts";
import { loadNeeds } from "./load";
import { restorationOrder } from "./restoration";
import type { SystemState } from "./states";
import type { EffectView, NamedSystem, WayStep, WhatIf } from "./views";
import { tallyOf } from "./what-if";

type Facts = Pick<
  EffectView,
  "kind" | "tier" | "usesPerDay" | "usesSource" | "usesOn" | "fallback" | "localFallback" | keyof NamedSystem
>;
interface RawSystem extends Facts {
  id: string;
  state: SystemState;
  host: string | null;
  mtpdHours: number | null;
  deadlines: { what: string; when: string }[];
}

const readSystems = (tx: Tx, incidentId: string) => tx.$queryRaw<RawSystem[]>`
  SELECT s.id, s.code, s.name, s.local_name AS "localName", s.kind, s.tier, s.uses_per_day AS "usesPerDay", s.uses_source AS "usesSource",
    s.uses_on AS "usesOn", s.fallback, s.local_fallback AS "localFallback", s.deadlines, s.mtpd_hours AS "mtpdHours", h.name AS host,
    coalesce(t.state, 'operational') AS state
  FROM system s LEFT JOIN organisation h ON h.id = s.host_id
    LEFT JOIN system_state t ON t.system_id = s.id AND t.incident_id = ${incidentId}::uuid
  WHERE s.retired_at IS NULL ORDER BY s.code`;

/** A change that is looked at before it is made: these systems in that state, for some hours from now. */
interface Proposed {
  codes: readonly string[];
  to: SystemState;
  hours: number;
  now: Date;
  /** Where they stood before, when it has been done already and is asked about afterwards. */
  from?: SystemState | undefined;
}

/**
 * What stops, what works with limits, what goes on and why, if these systems were in another state for some hours from now.
 * @throws Refusal invalid for a code that is not there
 */
export async function effectsOf(
  tx: Tx,
  incidentId: string,
  { codes, to, hours, now, from }: Proposed,
): Promise<WhatIf> {
  const [read, needs] = [await readSystems(tx, incidentId), await loadNeeds(tx)];
  const systems = from ? read.map((one) => (codes.includes(one.code) ? { ...one, state: from } : one)) : read;
  const [map] = await tx.$queryRaw<{ version: bigint; zone: string }[]>`
    SELECT m.version, i.zone FROM map_version m, incident i WHERE i.id = ${incidentId}::uuid`;
  const chosen = systems.filter(({ code }) => codes.includes(code));
  if (!map || chosen.length < codes.length) throw invalid({ off: "no-such-system" });
  const effects = blast(systems, needs, new Map(chosen.map(({ id }) => [id, to])));
  const views = viewsOf(effects, { systems, needs, chosen, window: { now, hours, zone: map.zone } });
  return {
    off: chosen.map(named),
    hours,
    effects: views,
    tally: tallyOf(views),
    order: orderOf(effects, systems, needs),
    mapVersion: String(map.version),
    asOf: now,
  };
}

const named = ({ code, name, localName }: NamedSystem): NamedSystem => ({ code, name, localName });

interface World {
  systems: RawSystem[];
  needs: (Need & { hosting: boolean })[];
  chosen: RawSystem[];
  window: { now: Date; hours: number; zone: string };
}

function viewsOf(effects: Effect[], { systems, needs, chosen, window }: World): EffectView[] {
  const byId = new Map(systems.map((system) => [system.id, system]));
  const off = new Set(chosen.map(({ id }) => id));
  const needOf = new Map(needs.map((need) => [`${need.from} ${need.to}`, need]));
  const stands = apartFrom(systems satisfies Hosted[], needs, off);
  const names = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []).map(named);
  const working = new Set(effects.filter(({ verdict }) => verdict === "works").map(({ id }) => id));
  const step = (id: string, before: string | undefined): WayStep[] =>
    names([id]).map((one) => ({ ...one, how: before ? howOf(needOf.get(`${before} ${id}`), working.has(id)) : null }));
  return effects.flatMap(({ id, path, because, verdict, before }): EffectView[] => {
    const system = byId.get(id);
    if (!system) return [];
    const { id: _id, state: _state, host: _host, mtpdHours: _mtpd, deadlines, ...facts } = system;
    return [
      {
        ...facts,
        verdict,
        before,
        chosen: off.has(id),
        deadlines: deadlines.flatMap((one) => inWindow(one, window.now, window.hours, window.zone) ?? []),
        path: path.flatMap((one, index) => step(one, path[index - 1])),
        because: because && reasonOf(id, because),
      },
    ];
  });

  function reasonOf(id: string, because: NonNullable<Effect["because"]>): EffectView["because"] {
    if (because.kind === "not-needed") return because;
    if (because.kind === "apart") {
      const place = stands(id);
      const [host] = place?.system ? names([place.system]) : [];
      if (host) return { kind: "host", host };
      return place?.organisation ? { kind: "organisation", name: place.organisation } : because;
    }
    const [through] = names([because.through]);
    return through ? { kind: "alternative", through, via: names(because.via) } : { kind: "not-needed" };
  }
}

/** A way ends at something that works only where the doubt is whether that can take over. */
function howOf(need: Need | undefined, works: boolean): WayStep["how"] {
  if (!need) return null;
  if (need.kind === "any") return works ? "alternative" : "any";
  return need.kind === "needs" && !need.confirmed ? "unconfirmed" : need.kind;
}

/** Everything that would be off, in the order in which it can come back. */
function orderOf(effects: Effect[], systems: RawSystem[], needs: Need[]): WhatIf["order"] {
  const off = new Set(effects.filter(({ verdict }) => verdict === "stops").map(({ id }) => id));
  const returning = systems.filter(({ id, state }) => off.has(id) && state !== "decommissioned");
  const byId = new Map(returning.map((system) => [system.id, system]));
  const asked = returning.map(({ id, tier, mtpdHours }) => ({ id, tier, hoursLeft: mtpdHours }));
  return restorationOrder(asked, needs).flatMap((id) => {
    const system = byId.get(id);
    return system ? [{ ...named(system), tier: system.tier, mtpdHours: system.mtpdHours }] : [];
  });
}

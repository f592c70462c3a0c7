import "server-only";
import { type LoadedIncident, loadResponse } from "@/lib/incidents/load";
import type { Tx } from "@/lib/kernel/db";
import { invalid } from "@/lib/kernel/errors";
import type { Need } from "./graph";
import type { planRow, systemRow } from "./rows";
import type { Compromise, SystemState } from "./states";

export interface LoadedSystem {
  id: string;
  code: string;
  name: string;
  ownerId: string;
  operatorId: string;
  version: number;
  retiredAt: Date | null;
}

/** A system of the catalogue by its code; null when it does not exist for this session. */
export const loadSystem = (tx: Tx, code: string): Promise<LoadedSystem | null> =>
  tx.system.findUnique({
    where: { code },
    select: { id: true, code: true, name: true, ownerId: true, operatorId: true, version: true, retiredAt: true },
  });

/**
 * Those who change which systems there are and what they need wait for one another, so that each finds what the others left.
 * The trigger against circles takes the same lock.
 */
export const lockMap = (tx: Tx) => tx.$queryRaw`SELECT pg_advisory_xact_lock(72707371)::text`;

/** The names of organisations by their ids. @throws Refusal invalid beside the field whose organisation is not there */
export async function organisationNames(
  tx: Tx,
  said: Record<string, string | null | undefined>,
): Promise<Map<string, string>> {
  const ids = Object.values(said).flatMap((id) => id ?? []);
  const found = await tx.organisation.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(found.map(({ id, name }) => [id, name]));
  const unknown = Object.entries(said).filter(([, id]) => id && !names.has(id));
  if (unknown.length > 0) throw invalid(Object.fromEntries(unknown.map(([field]) => [field, "not-in-list"])));
  return names;
}

/** What one system needs of another, by their codes, with who keeps the first; null when it does not exist for this session. */
export const loadDependency = (tx: Tx, code: string, needs: string) =>
  tx.dependency.findFirst({
    where: { system: { code }, needed: { code: needs } },
    select: { id: true, systemId: true, system: { select: { ownerId: true, operatorId: true } } },
  });

/** A system with all that the catalogue keeps of it, for whoever may keep it; null when it does not exist for this session. */
export async function loadWhole(tx: Tx, code: string) {
  const named = { select: { id: true, name: true } } as const;
  const found = await tx.system.findUnique({
    where: { code },
    include: { plan: true, owner: named, operator: named, maintainer: named, host: named },
  });
  if (!found) return null;
  const { plan, owner, operator, maintainer, host, ...system } = found;
  const names = [owner, operator, maintainer, host].flatMap((one) => (one ? [[one.id, one.name] as const] : []));
  return {
    system: { ...system, names },
    row: { ...system, ...noPlan, ...plan } as unknown as ReturnType<typeof systemRow> & ReturnType<typeof planRow>,
  };
}
/** A plan of which nothing is written down. */
export const noPlan = {
  contacts: [],
  shutdownSteps: [],
  restoreSteps: [],
  probe: null,
  backupGoodAt: null,
  backupTestedAt: null,
};

/** The codes of systems, in the order asked. */
export async function codesOf(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const found = await tx.system.findMany({ where: { id: { in: [...ids] } }, select: { id: true, code: true } });
  const codes = new Map(found.map(({ id, code }) => [id, code]));
  return ids.map((id) => codes.get(id) ?? "");
}

/** A system as it stands in an incident. Version 0: nobody has said anything about it there yet. */
export interface StandingSystem extends LoadedSystem {
  standing: {
    state: SystemState;
    compromise: Compromise;
    cleanedById: string | null;
    confirmedById: string | null;
    version: number;
  };
}

/** One system in an incident; null when either does not exist for this session. */
export async function loadOneStanding(
  tx: Tx,
  ref: string,
  code: string,
): Promise<{ incident: LoadedIncident; system: StandingSystem } | null> {
  const incident = await loadResponse(tx, ref);
  const [system] = incident ? await findStanding(tx, incident.id, [code]) : [];
  return incident && system ? { incident, system } : null;
}

/** Systems in an incident by their codes, in the order asked. @throws Refusal invalid when one is not there */
export async function loadStanding(tx: Tx, incidentId: string, codes: readonly string[]): Promise<StandingSystem[]> {
  const byCode = new Map((await findStanding(tx, incidentId, codes)).map((system) => [system.code, system]));
  return codes.map((code) => {
    const system = byCode.get(code);
    if (!system) throw invalid({ systems: "no-such-system" });
    return system;
  });
}

async function findStanding(tx: Tx, incidentId: string, codes: readonly string[]): Promise<StandingSystem[]> {
  const found = await tx.system.findMany({
    where: { code: { in: [...codes] }, retiredAt: null },
    include: { states: { where: { incidentId } } },
  });
  return found.map((system) => {
    const [state] = system.states;
    return {
      id: system.id,
      code: system.code,
      name: system.name,
      ownerId: system.ownerId,
      operatorId: system.operatorId,
      version: system.version,
      retiredAt: null,
      standing: {
        state: (state?.state ?? "operational") as SystemState,
        compromise: (state?.compromise ?? "not-assessed") as Compromise,
        cleanedById: state?.cleanedById ?? null,
        confirmedById: state?.confirmedById ?? null,
        version: state?.version ?? 0,
      },
    };
  });
}

/** The whole map and where everything stands in an incident, in two plain reads, as the pure functions of this folder take them. */
export async function loadMap(tx: Tx, incidentId: string | null) {
  const systems = await tx.$queryRaw<
    { id: string; code: string; name: string; state: SystemState; confirmedAt: Date | null }[]
  >`
    SELECT s.id, s.code, s.name, coalesce(t.state, 'operational') AS state, t.confirmed_at AS "confirmedAt" FROM system s
    LEFT JOIN system_state t ON t.system_id = s.id AND t.incident_id = ${incidentId}::uuid
    WHERE s.retired_at IS NULL ORDER BY s.id`;
  return { systems, needs: await loadNeeds(tx) };
}

/** What needs what, all of it; `hosting` where a system stands on the other. */
export const loadNeeds = (tx: Tx) => tx.$queryRaw<(Need & { hosting: boolean })[]>`
  SELECT d.system_id AS "from", d.needs_id AS "to", d.kind, d."group", d.hosting, d.confirmed_at IS NOT NULL AS confirmed FROM dependency d`;

import "server-only";
import { type LoadedIncident, loadResponse } from "@/lib/incidents/load";
import type { Tx } from "@/lib/kernel/db";
import { invalid } from "@/lib/kernel/errors";
import { type DecisionType, decisionName } from "./lists";
import { type DecisionState, stopStates } from "./machine";
import type { DecisionFacts } from "./policy";
import { DecisionWords } from "./schema";

export interface ScopeSystem {
  id: string;
  code: string;
  name: string;
  localName: string | null;
  tier: number;
  ownerId: string;
  operatorId: string;
}

/** A decision as its commands need it. */
export interface LoadedDecision extends DecisionFacts {
  incident: LoadedIncident;
  id: string;
  number: number;
  name: string;
  state: DecisionState;
  title: string;
  words: DecisionWords;
  version: number;
  revision: number;
  createdById: string;
  proposedAt: Date | null;
  lapsesAt: Date | null;
  emergencyReason: string | null;
  ratifyBy: Date | null;
  ratifiedAt: Date | null;
  startedAt: Date | null;
  reviewAt: Date | null;
  scope: ScopeSystem[];
  textHash: string | null;
  undoes: { id: string; number: number; type: DecisionType; state: DecisionState } | null;
  /** The preview that counts: the last one. */
  preview: { id: string; number: number; version: number; hash: string; needed: number; mapVersion: bigint } | null;
}

/**
 * One decision; null when it does not exist for this session. Those who act on the same decision wait for one another here, so that
 * each finds what the other left.
 */
export async function loadDecision(
  tx: Tx,
  { ref, number }: { ref: string; number: number },
): Promise<LoadedDecision | null> {
  const incident = await loadResponse(tx, ref);
  if (!incident) return null;
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(72707373, hashtext(${`${incident.id} ${number}`}))::text`;
  const found = await tx.decision.findUnique({
    where: { incidentId_number: { incidentId: incident.id, number } },
    include: {
      scope: { orderBy: { position: "asc" }, include: { system: true } },
      versions: { orderBy: { version: "desc" }, take: 1 },
      previews: { orderBy: { number: "desc" }, take: 1, omit: { effects: true, seen: true } },
      undoes: { select: { id: true, number: true, type: true, state: true } },
    },
  });
  if (!found) return null;
  const [version] = found.versions;
  const { versions: _versions, previews, scope, words, type, state, undoes, incidentId: _incident, ...facts } = found;
  return {
    ...facts,
    incident,
    name: decisionName(number),
    type: type as DecisionType,
    state: state as DecisionState,
    // Parsed again, because the database keeps the names inside in an order of its own.
    words: DecisionWords.parse(words),
    scope: scope.map(({ system }) => scopeSystem(system)),
    madeById: version?.madeById ?? null,
    textHash: version?.hash ?? null,
    undoes: undoes && { ...undoes, type: undoes.type as DecisionType, state: undoes.state as DecisionState },
    preview: previews[0] ?? null,
    delegations: await loadDelegations(tx, incident.id),
  };
}

const scopeSystem = ({ id, code, name, localName, tier, ownerId, operatorId }: ScopeSystem): ScopeSystem => ({
  id,
  code,
  name,
  localName,
  tier,
  ownerId,
  operatorId,
});

export const loadDelegations = (tx: Tx, incidentId: string) =>
  tx.delegation.findMany({ where: { incidentId }, orderBy: { endsAt: "desc" } });

/** The systems that a decision will be about, in the order asked. @throws Refusal invalid when one is not there or stands twice */
export async function loadScope(tx: Tx, codes: readonly string[]): Promise<ScopeSystem[]> {
  if (new Set(codes).size < codes.length) throw invalid({ systems: "twice" });
  const found = await tx.system.findMany({ where: { code: { in: [...codes] }, retiredAt: null } });
  const byCode = new Map(found.map((system) => [system.code, system]));
  return codes.map((code) => {
    const system = byCode.get(code);
    if (!system) throw invalid({ systems: "no-such-system" });
    return scopeSystem(system);
  });
}

/** The stop at which a decision points. @throws Refusal invalid when there is none that could be ended or prolonged */
export async function loadUndone(tx: Tx, incidentId: string, number: number | undefined) {
  if (number === undefined) return null;
  const found = await tx.decision.findUnique({ where: { incidentId_number: { incidentId, number } } });
  const stop = found && ["shutdown", "isolate", "restrict-access"].includes(found.type);
  if (!stop || !(stopStates as readonly string[]).includes(found.state)) throw invalid({ undoes: "no-such-stop" });
  return { id: found.id, number: found.number };
}

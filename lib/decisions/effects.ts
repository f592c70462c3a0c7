import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { conflict } from "@/lib/kernel/errors";
import { move } from "@/lib/kernel/machine";
import type { NewEntry } from "@/lib/record/append";
import { countedApprovals, namesOf } from "./approvals";
import type { LoadedDecision, ScopeSystem } from "./load";
import { type DecisionMove, decisionMoves } from "./machine";

/** Moves a decision on, and writes what comes with it. @throws Refusal when the move is not legal from here, or somebody was faster */
export async function moveDecision(
  tx: Tx,
  decision: Pick<LoadedDecision, "id" | "state" | "revision">,
  name: DecisionMove,
  data: Record<string, unknown> = {},
): Promise<void> {
  await writeDecision(tx, decision, { state: move(decisionMoves, name, decision.state), ...data });
}

/** Writes a decision as it was seen. @throws Refusal when somebody was faster */
export async function writeDecision(
  tx: Tx,
  { id, revision }: Pick<LoadedDecision, "id" | "revision">,
  data: Record<string, unknown>,
): Promise<void> {
  const { count } = await tx.decision.updateMany({
    where: { id, revision },
    data: { ...data, revision: { increment: 1 } },
  });
  if (count === 0) throw conflict("changed-meanwhile");
}

/** @throws Refusal when another version is before people than the one that was answered to */
export async function refuseOldVersion(tx: Tx, decision: LoadedDecision, version: number): Promise<void> {
  if (version === decision.version) return;
  throw conflict("decision-changed", {
    name: decision.name,
    who: await namesOf(tx, decision.madeById ? [decision.madeById] : []),
    version: decision.version,
  });
}

/** Writes which systems a decision is about, when they are others than before. */
export async function writeScope(
  tx: Tx,
  decision: Pick<LoadedDecision, "id" | "scope">,
  scope: readonly ScopeSystem[],
) {
  if (JSON.stringify(decision.scope.map(({ id }) => id)) === JSON.stringify(scope.map(({ id }) => id))) return;
  await tx.decisionScope.deleteMany({ where: { decisionId: decision.id } });
  await tx.decisionScope.createMany({
    data: scope.map(({ id }, position) => ({ decisionId: decision.id, systemId: id, position })),
  });
}

/** A line that approvals fell away, and whose; none when there were none. */
export async function voidedLine(
  tx: Tx,
  decision: LoadedDecision,
  because: "text" | "effects",
  changed: string,
): Promise<{ entries: NewEntry[]; whose: string[] }> {
  const counted = await countedApprovals(tx, decision);
  if (counted.length === 0) return { entries: [], whose: [] };
  const who = await namesOf(
    tx,
    counted.map(({ personId }) => personId),
  );
  return {
    whose: who.split(", "),
    entries: [entryOf(decision, "decision.approvals-voided", { because, who, changed })],
  };
}

type DecisionType = Extract<NewEntry["type"], `decision.${string}`>;
type DataOf<T extends DecisionType> = Omit<Extract<NewEntry, { type: T }>["data"], "name" | "title">;

/** A line of record about a decision. */
export const entryOf = <T extends DecisionType>(
  decision: Pick<LoadedDecision, "incident" | "id" | "name" | "title">,
  type: T,
  data: DataOf<T>,
): NewEntry =>
  ({
    type,
    incident: decision.incident.id,
    subjectType: "decision",
    subjectId: decision.id,
    data: { name: decision.name, title: decision.title, ...data },
  }) as unknown as NewEntry;

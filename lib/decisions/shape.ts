import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { may, rolesIn } from "@/lib/access/may";
import type { Tx } from "@/lib/kernel/db";
import { beforeOf, counting } from "./counting";
import { type DecisionType, decisionName, kinds } from "./lists";
import type { DecisionState } from "./machine";
import type { People } from "./people";
import { type DecisionFacts, holdsRight, mayApprove, mayVerify } from "./policy";
import type { DecisionRow, Rows } from "./rows";
import type { DecisionBoard, DecisionLine, DelegationView, LinkedDecision, WaitsFor } from "./views";

/** From what a line is drawn, besides its own row. */
export interface Drawing extends Pick<Rows, "incident" | "delegations"> {
  people: People;
  reader: Actor;
  now: Date;
}

/** What decides who may do something with it, from a row that is only read. */
export const factsOf = (
  row: DecisionRow,
  { incident, delegations }: Pick<Rows, "incident" | "delegations">,
): DecisionFacts => ({
  incident,
  type: row.type as DecisionType,
  proposedById: row.proposedById,
  madeById: row.versions[0]?.madeById ?? null,
  startedById: row.startedById,
  scope: row.scope.map(({ system }) => system),
  delegations,
});

/** The approvals that count now, of a row that is only read. */
export function countedOf(row: DecisionRow, people: People) {
  const [preview] = row.previews;
  return counting(row.approvals, beforeOf(row, preview?.hash ?? null), people.rolesHeld());
}

/** A decision as a line of a list. */
export function lineOf(row: DecisionRow, drawing: Drawing): DecisionLine {
  const { people, now } = drawing;
  const state = row.state as DecisionState;
  const counted = countedOf(row, people);
  const [preview] = row.previews;
  const waitsFor = waitsForOf(row);
  return {
    number: row.number,
    name: decisionName(row.number),
    type: row.type as DecisionType,
    state,
    title: row.title,
    version: row.version,
    systems: row.scope.map(({ system: { code, name, localName } }) => ({ code, name, localName })),
    createdBy: people.name(row.createdById),
    proposedBy: people.maybe(row.proposedById),
    proposedAt: row.proposedAt,
    lapsesAt: state === "proposed" || state === "returned" ? row.lapsesAt : null,
    reviewAt: row.reviewAt,
    overdue: holds(state) && row.reviewAt !== null && row.reviewAt < now,
    emergency: row.emergencyReason !== null,
    unratified: isUnratified(row),
    ratifyBy: row.ratifyBy,
    given: counted.length,
    needed: preview?.version === row.version ? preview.needed : null,
    waitsFor,
    waitsForMe: waitsForReader(row, waitsFor, counted, drawing),
  };
}

const holds = (state: DecisionState) => ["in-force", "verified", "partially-restored"].includes(state);
export const isUnratified = ({ emergencyReason, ratifiedAt }: Pick<DecisionRow, "emergencyReason" | "ratifiedAt">) =>
  emergencyReason !== null && ratifiedAt === null;

function waitsForOf(row: DecisionRow): WaitsFor {
  if (isUnratified(row)) return "ratifier";
  const { stop } = kinds[row.type as DecisionType];
  switch (row.state as DecisionState) {
    case "draft":
    case "returned":
      return "proposer";
    case "proposed":
      return "approver";
    case "approved":
    case "executing":
    case "failed":
      return "executor";
    case "in-force":
    case "executed":
      return "verifier";
    case "verified":
      return stop ? "restorer" : "nobody";
    case "partially-restored":
    case "restored":
      return "restorer";
    default:
      return "nobody";
  }
}

function waitsForReader(
  row: DecisionRow,
  waitsFor: WaitsFor,
  counted: readonly { personId: string }[],
  { incident, delegations, reader, now }: Drawing,
): boolean {
  const facts = factsOf(row, { incident, delegations });
  const answered = counted.some(({ personId }) => personId === reader.personId);
  switch (waitsFor) {
    case "proposer":
      return (row.proposedById ?? row.createdById) === reader.personId;
    case "approver":
      return !answered && mayApprove(reader, "decision.approve", facts, now).ok;
    case "ratifier":
      return !answered && mayApprove(reader, "decision.ratify", facts, now).ok;
    case "executor":
      return may(reader, "decision.execute", incident.id).ok;
    case "verifier":
      return mayVerify(reader, facts, []).ok;
    case "restorer":
      return rolesIn(reader, incident.id).includes("INCIDENT_COMMANDER");
    default:
      return false;
  }
}

export const linked = (row: { number: number; type: string; state: string; title: string }): LinkedDecision => ({
  number: row.number,
  name: decisionName(row.number),
  type: row.type as DecisionType,
  state: row.state as DecisionState,
  title: row.title,
});

/** Who has a right to approve at this moment, whatever it reaches: authorities, then those to whom one lent it, then leadership. */
export function approversOf(people: People, delegations: Rows["delegations"], now: Date): DecisionBoard["approvers"] {
  const live = new Set(delegations.filter((one) => isLent(one, now)).map(({ personId }) => personId));
  const rights = ["authority", "delegation", "leadership"] as const;
  return people
    .present()
    .filter(({ roles }) => !roles.includes("EXTERNAL_RESPONDER"))
    .flatMap(({ id, name, organisation, roles }) => {
      const by = rights.find((right) => holdsRight(roles, right) && (right !== "delegation" || live.has(id)));
      return by ? [{ id, name, organisation, by } as const] : [];
    })
    .toSorted((a, b) => rights.indexOf(a.by) - rights.indexOf(b.by));
}

const isLent = ({ endedAt, startsAt, endsAt }: Rows["delegations"][number], now: Date) =>
  endedAt === null && startsAt <= now && endsAt > now;

/** Who may approve by what somebody lent them, with the names of the organisations that it reaches. */
export async function delegationViews(
  tx: Tx,
  rows: Rows["delegations"],
  people: People,
  now: Date,
): Promise<DelegationView[]> {
  const ids = [...new Set(rows.flatMap(({ organisationIds }) => organisationIds))];
  const found = await tx.organisation.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(found.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    id: row.id,
    person: people.name(row.personId),
    types: row.types as DecisionType[],
    tierFrom: row.tierFrom,
    systemsMax: row.systemsMax,
    organisations: row.organisationIds.map((id) => names.get(id) ?? ""),
    reason: row.reason,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    givenBy: people.name(row.givenById),
    live: isLent(row, now),
    endedAt: row.endedAt,
  }));
}

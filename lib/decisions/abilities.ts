import "server-only";
import { all, no, type Verdict, yes } from "@/lib/access/may";
import type { Missing } from "./complete";
import { type DecisionType, kinds } from "./lists";
import { type DecisionMove, decisionMoves, isLive, openStates } from "./machine";
import {
  type DecisionFacts,
  mayAnswerProposal,
  mayAnswerQuestion,
  mayApprove,
  mayDecide,
  mayVerify,
  mayWithdraw,
} from "./policy";
import type { DecisionRow } from "./rows";
import { type Drawing, isUnratified } from "./shape";
import type { DecisionView } from "./views";

interface Standing extends Drawing {
  facts: DecisionFacts;
  counted: readonly { personId: string }[];
  /** Who took steps or opened stages. */
  carriedOutBy: readonly string[];
  /** Of the stop that it ends: conditions that are neither met nor waived. */
  openCriteria: number;
  missing: readonly Missing[];
}

const when = (ok: boolean, because = "refusal.not-now"): Verdict => (ok ? yes : no(because));

/** What this reader may do with a decision now, and why not: what the commands would say. */
export function abilitiesOf(row: DecisionRow, standing: Standing): DecisionView["abilities"] {
  const { facts, reader, now, counted, carriedOutBy, openCriteria, missing } = standing;
  const state = row.state as DecisionFacts["type"] | string;
  const legal = (...moves: DecisionMove[]) =>
    when(moves.some((name) => (decisionMoves[name].from as readonly string[]).includes(state)));
  const decide = (verb: Parameters<typeof mayDecide>[1], ...more: Verdict[]) =>
    all(mayDecide(reader, verb, facts.incident), ...more);
  const open = when((openStates as readonly string[]).includes(state));
  const unratified = isUnratified(row);
  const approvable = all(
    when(missing.length === 0, "refusal.incomplete"),
    when(!counted.some(({ personId }) => personId === reader.personId), "refusal.approved-already"),
  );
  const { stop } = kinds[row.type as DecisionType];
  const restores = row.type === "restore" || row.type === "lift-restriction";
  const mayReturn = when(!restores || openCriteria === 0, "refusal.criteria-open");
  const executing = when(state === "executing");
  const holds = when(["executing", "failed", "in-force", "verified", "partially-restored", "restored"].includes(state));
  return {
    edit: decide("decision.edit", open),
    propose: decide("decision.propose", legal("propose")),
    openPreview: decide("decision.open-preview", when(row.version > 0 && isLive(row.state as DecisionView["state"]))),
    approve: all(mayApprove(reader, "decision.approve", facts, now), legal("approve"), approvable),
    reject: all(mayAnswerProposal(reader, "decision.reject", facts, now), legal("reject")),
    return: all(mayAnswerProposal(reader, "decision.return", facts, now), legal("return")),
    answer: all(mayAnswerQuestion(reader, facts), legal("answer")),
    withdraw: all(mayWithdraw(reader, facts), legal("withdraw", "cancel")),
    actNow: decide("decision.act-now", open, mayReturn),
    ratify: all(mayApprove(reader, "decision.ratify", facts, now), when(unratified), approvable),
    execute: decide("decision.execute", legal("execute"), mayReturn),
    tickStep: decide("decision.tick-step", executing),
    skipStep: decide("decision.skip-step", executing),
    finish: decide("decision.finish", executing),
    meetCriterion: decide("decision.meet-criterion", when(stop), holds),
    waiveCriterion: decide("decision.waive-criterion", when(stop), holds),
    openStage: decide("decision.open-stage", when(restores), executing),
    turnBack: decide("decision.turn-back", when(row.type === "restore"), executing),
    verify: all(mayVerify(reader, facts, carriedOutBy), legal("verify")),
    close: decide(
      "decision.close",
      when(state === (stop ? "restored" : "verified")),
      when(!unratified, "refusal.unratified"),
    ),
  };
}

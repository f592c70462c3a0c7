import "server-only";
import { commandLine, type Line, queryLine } from "@/lib/entry/line";
import { askToSign } from "./ask-to-sign";
import { actNow } from "./commands/act-now";
import { addDelegation } from "./commands/add-delegation";
import { answerDecision } from "./commands/answer-decision";
import { approveDecision } from "./commands/approve-decision";
import { closeDecision } from "./commands/close-decision";
import { draftDecision } from "./commands/draft-decision";
import { editDecision } from "./commands/edit-decision";
import { endDelegation } from "./commands/end-delegation";
import { executeDecision } from "./commands/execute-decision";
import { finishDecision } from "./commands/finish-decision";
import { meetCriterion } from "./commands/meet-criterion";
import { openPreview } from "./commands/open-preview";
import { openStage } from "./commands/open-stage";
import { proposeDecision } from "./commands/propose-decision";
import { ratifyDecision } from "./commands/ratify-decision";
import { rejectDecision } from "./commands/reject-decision";
import { returnDecision } from "./commands/return-decision";
import { skipStep } from "./commands/skip-step";
import { tickStep } from "./commands/tick-step";
import { turnBack } from "./commands/turn-back";
import { verifyDecision } from "./commands/verify-decision";
import { waiveCriterion } from "./commands/waive-criterion";
import { withdrawDecision } from "./commands/withdraw-decision";
import { decisionQuery, decisionsQuery } from "./queries";
import { SignApproval } from "./schema";

const one = "/incidents/{ref}/decisions/{number}";

/** Decisions: from a draft over approval and execution to the last system back. */
export const decisionLines: Line[] = [
  queryLine("/incidents/{ref}/decisions", decisionsQuery, {
    says: "All decisions of an incident, the newest first, what each waits for, and who may approve by what was lent them.",
  }),
  commandLine("POST", "/incidents/{ref}/decisions", draftDecision, {
    says: "Begins to write a decision.",
    status: 201,
  }),
  queryLine(one, decisionQuery, { says: "One decision whole: words, preview, answers, steps, and what you may do." }),
  commandLine("PUT", one, editDecision, {
    says: "Changes what a decision says. Once proposed each change is a new version, and earlier approvals fall away.",
  }),
  commandLine("POST", `${one}/proposal`, proposeDecision, {
    says: "Puts a draft, or what has lapsed, before those who approve.",
  }),
  commandLine("POST", `${one}/preview`, openPreview, {
    says: "Computes and freezes what stops and what goes on, and keeps that you looked.",
  }),
  commandLine("POST", `${one}/approvals`, approveDecision, {
    says: "Approves the version and the preview that you saw, signed with a passkey, or with a fresh code.",
    status: 201,
  }),
  {
    method: "POST",
    path: `${one}/approvals/options`,
    does: "handle",
    verb: "decision.approve",
    open: false,
    input: SignApproval,
    handle: askToSign,
    says: "What the browser needs to sign an approval, or a ratification, with a passkey.",
  },
  commandLine("POST", `${one}/rejection`, rejectDecision, { says: "Rejects a proposal, with the reason." }),
  commandLine("POST", `${one}/questions`, returnDecision, { says: "Sends a proposal back with a question." }),
  commandLine("POST", `${one}/answers`, answerDecision, { says: "Answers the question; the proposal waits again." }),
  commandLine("POST", `${one}/withdrawal`, withdrawDecision, {
    says: "Takes a proposal back, or cancels what was approved and not begun.",
  }),
  commandLine("POST", `${one}/emergency`, actNow, {
    says: "Acts before anybody approved, with a reason and the codes of the systems typed. It has to be ratified.",
  }),
  commandLine("POST", `${one}/ratifications`, ratifyDecision, {
    says: "Approves afterwards what was done in an emergency.",
    status: 201,
  }),
  commandLine("POST", `${one}/execution`, executeDecision, { says: "Begins to carry out what was approved." }),
  commandLine("POST", `${one}/steps/{step}/done`, tickStep, {
    says: "Says that a step was done; a system changes its state in the same commit.",
  }),
  commandLine("POST", `${one}/steps/{step}/not-done`, skipStep, {
    says: "Says that a step could not be done, and why.",
  }),
  commandLine("POST", `${one}/completion`, finishDecision, {
    says: "Says that a decision was carried out: a stop is in force, or has failed.",
  }),
  commandLine("POST", `${one}/criteria/{criterion}/evidence`, meetCriterion, {
    says: "Says that a condition for ending a stop is met, with the evidence.",
  }),
  commandLine("POST", `${one}/criteria/{criterion}/waiver`, waiveCriterion, {
    says: "Does without a condition for ending a stop, with the reason.",
  }),
  commandLine("POST", `${one}/stages`, openStage, { says: "Brings systems back by a stage.", status: 201 }),
  commandLine("POST", `${one}/turning-back`, turnBack, { says: "Switches off again what was being brought back." }),
  commandLine("POST", `${one}/verification`, verifyDecision, {
    says: "Confirms that a decision was carried out, as somebody who did not carry it out.",
  }),
  commandLine("POST", `${one}/closing`, closeDecision, { says: "Closes a decision of which nothing is open." }),
  commandLine("POST", "/incidents/{ref}/delegations", addDelegation, {
    says: "Lends somebody of the response the right to approve, within limits and for hours.",
    status: 201,
  }),
  commandLine("DELETE", "/incidents/{ref}/delegations/{id}", endDelegation, {
    says: "Ends a right to approve that was lent.",
  }),
];

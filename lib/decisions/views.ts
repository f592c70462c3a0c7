import type { Verdict } from "@/lib/access/may";
import type { OwnFactors } from "@/lib/people/own-factors";
import type { Judgement } from "@/lib/systems/outside";
import type { EffectView, NamedSystem, WhatIf } from "@/lib/systems/views";
import type { Missing } from "./complete";
import type { Downtime } from "./downtime";
import type { DecisionType, Stage } from "./lists";
import type { DecisionState } from "./machine";
import type { Confirmation } from "./outside";
import type { DecisionWords } from "./schema";

/**
 * What pages draw of decisions. `getDecisions(actor, ref)` answers `DecisionBoard`, `getDecision(actor, ref, number)` answers `DecisionView`
 * (both in queries.ts; null where it does not exist for this reader). `DecisionLine` is a line of a list, `DecisionView` the whole page.
 * Abilities say why not; a button is drawn from them and asks nobody else.
 */
export interface PersonName {
  id: string;
  name: string;
  organisation: string;
}

/** What somebody has to do next, and who: drives "waiting for you". */
export type WaitsFor = "proposer" | "approver" | "executor" | "verifier" | "ratifier" | "restorer" | "nobody";

export interface DecisionLine {
  number: number;
  /** "D-005" */
  name: string;
  type: DecisionType;
  state: DecisionState;
  title: string;
  version: number;
  systems: NamedSystem[];
  createdBy: PersonName;
  proposedBy: PersonName | null;
  proposedAt: Date | null;
  /** When it lapses if nobody decides; only while it waits. */
  lapsesAt: Date | null;
  reviewAt: Date | null;
  /** Derived: the review time has passed and it is still in force (D8). */
  overdue: boolean;
  emergency: boolean;
  /** Derived: acted first and not ratified yet. */
  unratified: boolean;
  ratifyBy: Date | null;
  /** How many approvals count now, and how many it needs; null before its effects were computed. */
  given: number;
  needed: number | null;
  waitsFor: WaitsFor;
  /** It waits for this reader: they could do the next step now. */
  waitsForMe: boolean;
}

/** Acted on in an emergency and not ratified yet. */
export interface Unratified extends Pick<DecisionLine, "number" | "name" | "title"> {
  ratifyBy: Date;
}

export interface DecisionBoard {
  rows: DecisionLine[];
  abilities: { draft: Verdict; delegate: Verdict };
  delegations: DelegationView[];
  /** Who could approve something at this moment, whoever proposed it; those with a delegation stand there with its limits. */
  approvers: Omit<ApproverView, "approved">[];
  asOf: Date;
}

/** What somebody who passes by has to know of the decisions of an incident. */
export interface DecisionsAtAGlance {
  /** What waits for this reader, what presses most first. */
  waiting: Pick<DecisionLine, "number" | "name" | "title">[];
  /** What was done in an emergency and still has to be ratified. */
  unratified: Unratified[];
  overdue: number;
  /** Not over, and more than a draft. */
  open: number;
}

/** All decisions as an inquiry wants them, and how far the record had come. */
export interface DecisionLog {
  decisions: DecisionView[];
  /** Over everything that the decisions say, whoever reads them. */
  sha256: string;
  /** The newest entry of this incident that the reader sees, by its position in the record. */
  last: { seq: string; at: Date } | null;
  checkpoint: { size: string; root: string; at: Date } | null;
  asOf: Date;
}

/** What stops and what goes on if it is carried out, as frozen for those who approve. `effects` is what the what-if page draws. */
export interface PreviewView {
  hash: string;
  /** The first twelve signs of the hash. */
  short: string;
  number: number;
  version: number;
  mapVersion: string;
  needed: number;
  madeAt: Date;
  effects: WhatIf;
  openedBy: (PersonName & { at: Date })[];
  /** It is of the version that is before people now. Whether the map is still the same is checked when somebody opens or approves. */
  current: boolean;
  /** This reader has opened it. */
  openedByMe: boolean;
  /** What is otherwise than in the preview on which the last approval was given that fell away by it. */
  since: EffectChange[];
}

export interface EffectChange extends NamedSystem {
  from: EffectView["verdict"] | null;
  to: EffectView["verdict"] | null;
}

/** Why an approval no longer counts. */
export type Void = "text" | "effects" | "person";

export interface AnswerView {
  id: string;
  says: "approve" | "reject" | "return" | "answer";
  person: PersonName;
  by: "authority" | "delegation" | "leadership" | null;
  reason: string;
  factor: "passkey" | "totp" | "none" | null;
  /** Proves less than a passkey's signature would. */
  weaker: boolean;
  at: Date;
  version: number;
  textHash: string;
  previewHash: string | null;
  /** Only of approvals: null while it counts. */
  void: Void | null;
}

export interface VersionView {
  version: number;
  hash: string;
  madeBy: PersonName;
  madeAt: Date;
  /** Which of its fields differ from the version before, by their names in the schema; "systems", "type" and "title" among them. */
  changed: string[];
  said: Said;
}

/** What a version says, letter by letter as it was frozen. */
export interface Said {
  type: DecisionType;
  title: string;
  systems: string[];
  /** "D-001" */
  undoes: string | null;
  words: DecisionWords;
}

export interface CriterionView {
  position: number;
  text: string;
  met: { by: PersonName; at: Date; evidence: string } | null;
  waived: { by: PersonName; at: Date; reason: string } | null;
}

export interface StepView {
  position: number;
  kind: "evidence" | "step" | "state";
  system: NamedSystem | null;
  text: string;
  /** What was last said of it; null while nobody did it. */
  act: { done: boolean; note: string | null; by: PersonName; at: Date; recordedAt: Date } | null;
}

export interface StageView {
  stage: Stage;
  systems: NamedSystem[];
  conditions: string;
  limits: string | null;
  by: PersonName;
  at: Date;
}

export interface DelegationView {
  id: string;
  person: PersonName;
  types: DecisionType[];
  tierFrom: number;
  systemsMax: number;
  organisations: string[];
  reason: string;
  startsAt: Date;
  endsAt: Date;
  givenBy: PersonName;
  /** It can be used now. */
  live: boolean;
  endedAt: Date | null;
}

/** Somebody who could approve at this moment, and by which right. */
export interface ApproverView extends PersonName {
  by: "authority" | "delegation" | "leadership";
  approved: boolean;
}

/** A system that this decision is about, or of which people were told that it goes on, beside what is seen of it from outside now. */
export interface SeenSystem extends NamedSystem, Omit<Confirmation, "judgement">, Judgement {}

export interface OutsideNow {
  systems: SeenSystem[];
  /** How many could be looked at and are not confirmed by two independent points: then confirming wants a reason. */
  unconfirmed: number;
}

export interface DecisionView extends DecisionLine {
  revision: number;
  words: DecisionWords;
  textHash: string | null;
  /** What has to be written before anybody can approve (D1, D2), by field. */
  missing: Missing[];
  /** The stop that it ends or prolongs, and what ends or prolongs it. */
  undoes: LinkedDecision | null;
  undoneBy: LinkedDecision[];
  preview: PreviewView | null;
  answers: AnswerView[];
  versions: VersionView[];
  approvers: ApproverView[];
  emergencyReason: string | null;
  ratifiedAt: Date | null;
  startedBy: PersonName | null;
  startedAt: Date | null;
  finishedAt: Date | null;
  verified: { by: PersonName; at: Date } | null;
  closedAt: Date | null;
  endReason: string | null;
  /** Power-off without a memory capture: evidence would be lost (domain.md §2.2). */
  losesMemory: boolean;
  criteria: CriterionView[];
  steps: StepView[];
  stages: StageView[];
  /** Of a stop that was begun, or of what ends or prolongs it: how long those of its systems that anybody moved did not serve. */
  downtimes: Downtime[];
  /** What must be seen from outside, and what is; null before it is carried out, when it is over, and for kinds that are not seen from outside. */
  outside: OutsideNow | null;
  abilities: Record<DecisionAct, Verdict>;
  /** By what this reader can prove that it is them who approves. */
  factors: OwnFactors;
  asOf: Date;
}

export interface LinkedDecision {
  number: number;
  name: string;
  type: DecisionType;
  state: DecisionState;
  title: string;
}

/** What can be done with a decision; each is one command and one line of the API. */
export const decisionActs = [
  "edit",
  "propose",
  "openPreview",
  "approve",
  "reject",
  "return",
  "answer",
  "withdraw",
  "actNow",
  "ratify",
  "execute",
  "tickStep",
  "skipStep",
  "finish",
  "meetCriterion",
  "waiveCriterion",
  "openStage",
  "turnBack",
  "verify",
  "close",
] as const;
export type DecisionAct = (typeof decisionActs)[number];

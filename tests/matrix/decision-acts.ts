import { randomUUID } from "node:crypto";
import { calls } from "../support/api";
import { owner } from "../support/database";
import { Decision, expectOk, freshCode, words } from "../support/decisions";
import * as make from "../support/make";
import type { Principal, Stage, Thing } from "./stage";

/** What is sent for one cell about a decision: its address, and the body. */
interface Act {
  path: Thing;
  body?: Record<string, unknown>;
}
type Made = { decision: Decision; body?: Record<string, unknown>; path?: Thing };
type Making = (stage: Stage, who: Principal) => Promise<Made>;

/** One after another: everybody's approvals need a code of the same people, each good once. */
let queue: Promise<unknown> = Promise.resolve();
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = queue.then(work, work);
  queue = next.catch(() => {});
  return next;
}

const ofDecision =
  (making: Making, elsewhere: Record<string, unknown> = {}) =>
  async (stage: Stage, object: string, who: Principal): Promise<Act> => {
    if (object === "other incident")
      return { path: { ref: stage.other.ref, number: 1, step: 1, criterion: 1 }, body: elsewhere };
    return inTurn(async () => {
      const { decision, body, path } = await making(stage, who);
      return { path: { ref: decision.ref, number: decision.number, ...path }, ...(body && { body }) };
    });
  };

const code = async ({ cast }: Stage) =>
  make.addSystem(cast.besa, `DEC-${randomUUID().slice(0, 8).toUpperCase()}`, cast.ilir, { tier: 3 });
const draft = async (stage: Stage, raw = {}, who = stage.cast.ilir) =>
  Decision.draft(who, stage.open, [await code(stage)], raw);
const proposed = async (stage: Stage, raw = {}) =>
  Decision.propose(stage.cast.ilir, stage.open, [await code(stage)], raw);
const approved = async (stage: Stage, raw = {}) => {
  const decision = await proposed(stage, raw);
  await expectOk(decision.approve(stage.cast.dritan));
  return decision;
};
const executing = async (stage: Stage, raw = {}) => {
  const decision = await approved(stage, raw);
  await expectOk(decision.act(stage.cast.ilir, "execution"));
  return decision;
};
const emergency = async (stage: Stage) => {
  const system = await code(stage);
  const decision = await Decision.draft(stage.cast.besa, stage.open, [system]);
  await expectOk(decision.act(stage.cast.besa, "emergency", { revision: 1, codes: [system], reason: "It spreads" }));
  return decision;
};
/** What was switched off and is being brought back. */
const returning = async (stage: Stage) => {
  const system = await code(stage);
  const stop = await Decision.propose(stage.cast.ilir, stage.open, [system], {
    words: { ...words, criteria: ["Clean"] },
  });
  await expectOk(stop.approve(stage.cast.dritan));
  await stop.carryOut(stage.cast.ilir);
  await expectOk(stop.act(stage.cast.ilir, "criteria/1/evidence", { evidence: "Scanned" }));
  const back = await Decision.propose(stage.cast.ilir, stage.open, [system], { type: "restore", undoes: stop.number });
  await expectOk(back.approve(stage.cast.dritan));
  await expectOk(back.act(stage.cast.ilir, "execution"));
  return back;
};
const done = async (stage: Stage) => {
  const decision = await executing(stage, { type: "keep-up" });
  await decision.takeSteps(stage.cast.ilir);
  return decision;
};

/** What this person would send to approve; somebody who cannot look sends what nobody would take. */
async function approving(stage: Stage, decision: Decision, who: Principal): Promise<Made> {
  const member = who === "anonymous" ? null : stage.cast[who];
  const looked = member && (await decision.act(member, "preview"));
  const previewHash = looked?.body["previewHash"] ?? "0".repeat(64);
  const body = {
    version: 1,
    previewHash,
    reason: "The danger is real",
    code: member ? await freshCode(member) : "000000",
  };
  return { decision, body };
}
/** The same for what a passkey of theirs would sign. */
async function signing(stage: Stage, decision: Decision, who: Principal): Promise<Made> {
  const { body: { code: _none, ...body } = {}, ...made } = await approving(stage, decision, who);
  if (who !== "anonymous")
    await owner.query(
      "INSERT INTO passkey (person_id, credential_id, public_key, name) VALUES ($1, gen_random_uuid()::text, 'x', 'Key')",
      [stage.cast[who].id],
    );
  return { ...made, body };
}
const edited = { type: "shutdown", title: "Another title", revision: 1 };
const answer = { version: 1, reason: "For how long?" };
const reason = { reason: "It is as it was meant" };

/** A right to approve that dritan lent, by its id. */
const lent = async (stage: Stage): Promise<Act> => {
  const { body } = await calls(stage.cast.dritan.token).post(
    `/incidents/${stage.open.ref}/delegations`,
    lending(stage),
  );
  return { path: { ref: stage.open.ref, id: String(body["id"]) } };
};
const lending = ({ cast }: Stage) => ({
  person: cast.mira.id,
  types: ["shutdown"],
  tierFrom: 3,
  systemsMax: 1,
  hours: 1,
  reason: "For the night",
});

const one = "/incidents/{ref}/decisions/{number}";

/** How each line about decisions is used. */
export const decisionActs = {
  [`GET ${one}`]: ofDecision(async (stage) => ({ decision: await draft(stage) })),
  [`PUT ${one}`]: ofDecision(async (stage) => ({ decision: await draft(stage), body: edited }), edited),
  [`POST ${one}/proposal`]: ofDecision(async (stage) => ({ decision: await draft(stage), body: { revision: 1 } })),
  [`POST ${one}/preview`]: ofDecision(async (stage) => ({ decision: await proposed(stage) })),
  [`POST ${one}/approvals`]: ofDecision(async (stage, who) => approving(stage, await proposed(stage), who)),
  [`POST ${one}/approvals/options`]: ofDecision(async (stage, who) => signing(stage, await proposed(stage), who)),
  [`POST ${one}/rejection`]: ofDecision(async (stage) => ({ decision: await proposed(stage), body: answer })),
  [`POST ${one}/questions`]: ofDecision(async (stage) => ({ decision: await proposed(stage), body: answer })),
  [`POST ${one}/answers`]: ofDecision(async (stage) => {
    const decision = await proposed(stage);
    await expectOk(decision.act(stage.cast.dritan, "questions", answer));
    return { decision, body: answer };
  }),
  [`POST ${one}/withdrawal`]: ofDecision(async (stage) => ({ decision: await proposed(stage), body: reason })),
  [`POST ${one}/emergency`]: ofDecision(async (stage) => {
    const system = await code(stage);
    const decision = await Decision.draft(stage.cast.ilir, stage.open, [system]);
    return { decision, body: { revision: 1, codes: [system], ...reason } };
  }),
  [`POST ${one}/ratifications`]: ofDecision(async (stage, who) => approving(stage, await emergency(stage), who)),
  [`POST ${one}/execution`]: ofDecision(async (stage) => ({ decision: await approved(stage) })),
  [`POST ${one}/steps/{step}/done`]: ofDecision(async (stage) => ({
    decision: await executing(stage),
    path: { step: 2 },
  })),
  [`POST ${one}/steps/{step}/not-done`]: ofDecision(async (stage) => ({
    decision: await executing(stage),
    path: { step: 2 },
    body: reason,
  })),
  [`POST ${one}/completion`]: ofDecision(async (stage) => ({ decision: await done(stage) })),
  [`POST ${one}/criteria/{criterion}/evidence`]: ofDecision(async (stage) => ({
    decision: await executing(stage),
    path: { criterion: 1 },
    body: { evidence: "Scanned" },
  })),
  [`POST ${one}/criteria/{criterion}/waiver`]: ofDecision(async (stage) => ({
    decision: await executing(stage),
    path: { criterion: 1 },
    body: reason,
  })),
  [`POST ${one}/stages`]: ofDecision(async (stage) => ({
    decision: await returning(stage),
    body: { stage: "internal", conditions: "Keys are changed" },
  })),
  [`POST ${one}/turning-back`]: ofDecision(async (stage) => ({ decision: await returning(stage), body: reason })),
  [`POST ${one}/verification`]: ofDecision(async (stage) => {
    const decision = await done(stage);
    await expectOk(decision.act(stage.cast.ilir, "completion"));
    return { decision, body: reason };
  }),
  [`POST ${one}/closing`]: ofDecision(async (stage) => {
    const decision = await done(stage);
    await expectOk(decision.act(stage.cast.ilir, "completion"));
    await expectOk(decision.act(stage.cast.mira, "verification", reason));
    return { decision, body: reason };
  }),
  "DELETE /incidents/{ref}/delegations/{id}": lent,
  "POST /incidents/{ref}/delegations": async (stage: Stage, object: string): Promise<Act> => ({
    path: { ref: object === "other incident" ? stage.other.ref : stage.open.ref },
    body: lending(stage),
  }),
};

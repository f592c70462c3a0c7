import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { lapse } from "@/lib/decisions/jobs";
import { inTransaction } from "@/lib/kernel/db";
import { newToken } from "@/lib/kernel/ids";
import { calls } from "../../support/api";
import { type Cast, gather, type Member } from "../../support/cast";
import { owner } from "../../support/database";
import { Decision, freshCode } from "../../support/decisions";
import * as make from "../../support/make";

/**
 * Dual control in any order (G9): random acts over HTTP against a model that knows nothing of how it is done. Each answer must be what the model
 * says, and nothing is ever begun without the people whom it needs, on words and effects that they saw. KULLA_ORDERS sets how many orders are tried.
 */
const ORDERS = Number(process.env["KULLA_ORDERS"] ?? 40);

/** Two authorities, the political lead, the commander and staff; the system is of the foundation, so it takes two. */
const people = ["dritan", "sam", "arta", "besa", "ilir"] as const;
type Person = (typeof people)[number];
const writers: readonly Person[] = ["dritan", "sam", "besa", "ilir"];
const authorities: readonly Person[] = ["dritan", "sam"];
const approvers: readonly Person[] = ["dritan", "sam", "arta"];

const verbs = [
  "propose",
  "edit",
  "look",
  "look",
  "approve",
  "approve",
  "approve",
  "return",
  "answer",
  "reject",
  "withdraw",
  "lapse",
  "map",
  "gone",
  "back",
  "act",
  "ratify",
  "ratify",
  "execute",
] as const;
interface Step {
  verb: (typeof verbs)[number];
  who: Person;
}

interface Seen {
  version: number;
  effects: number;
}
/** What is known of a decision by its story alone. */
interface Model {
  state: string;
  version: number;
  effects: number;
  preview: Seen | null;
  proposer: Person | null;
  author: Person | null;
  starter: Person | null;
  emergency: boolean;
  ratified: boolean;
  looked: Map<Person, Seen & { hash: string }>;
  approved: { who: Person; seen: Seen }[];
  gone: Set<Person>;
}

const open = (state: string) => ["draft", "proposed", "returned", "lapsed"].includes(state);
const over = (state: string) => ["draft", "rejected", "withdrawn", "lapsed", "cancelled"].includes(state);
const same = (a: Seen | null | undefined, b: Seen | null | undefined) =>
  Boolean(a && b && a.version === b.version && a.effects === b.effects);

function counted(model: Model): Person[] {
  const now = model.preview?.version === model.version ? model.preview : null;
  const valid = model.approved.filter(({ who, seen }) => same(seen, now) && !model.gone.has(who));
  return [...new Set(valid.map(({ who }) => who))].filter((who) => !(model.emergency && who === model.starter));
}
const enough = (who: readonly Person[]) => who.length >= 2 && who.some((one) => authorities.includes(one));

/** Whether an act is taken, by the model. */
function taken({ verb, who }: Step, model: Model): boolean {
  const { state, proposer, gone } = model;
  if (verb === "map" || verb === "gone" || verb === "back") return true;
  if (verb === "lapse") return state === "proposed" || state === "returned";
  if (gone.has(who)) return false;
  switch (verb) {
    case "propose":
      return writers.includes(who) && (state === "draft" || state === "lapsed");
    case "edit":
      return writers.includes(who) && open(state);
    case "look":
      return model.version > 0 && !over(state);
    case "approve":
      return state === "proposed" && mayApprove(who, model);
    case "ratify":
      return model.emergency && !model.ratified && mayApprove(who, model);
    case "return":
    case "reject":
      return state === "proposed" && approvers.includes(who);
    case "answer":
      return state === "returned" && writers.includes(who) && (who === proposer || who === "besa");
    case "withdraw":
      return (open(state) || state === "approved") && writers.includes(who) && (who === proposer || who !== "ilir");
    case "act":
      return open(state) && (authorities.includes(who) || who === "besa");
    case "execute":
      return state === "approved" && (who === "besa" || who === "ilir");
  }
}

const mayApprove = (who: Person, model: Model) =>
  approvers.includes(who) &&
  ![model.proposer, model.author, model.starter].includes(who) &&
  same(model.looked.get(who), { version: model.version, effects: model.effects }) &&
  same(model.preview, model.looked.get(who)) &&
  !counted(model).includes(who);

/** What the model is after an act that was taken. */
function follow({ verb, who }: Step, model: Model, hash: string): void {
  const anew = (state: string) =>
    Object.assign(model, { state, version: model.version + 1, proposer: who, author: who });
  const waits = model.state === "proposed" || model.state === "returned";
  const live = waits || (model.emergency && !model.ratified);
  switch (verb) {
    case "propose":
      return void anew("proposed");
    case "edit":
      if (model.version > 0) Object.assign(model, { version: model.version + 1, author: who });
      return;
    case "look":
      if (live || !model.preview) model.preview = { version: model.version, effects: model.effects };
      model.looked.set(who, { ...model.preview, hash });
      return;
    case "approve":
    case "ratify": {
      model.approved.push({ who, seen: { version: model.version, effects: model.effects } });
      if (!enough(counted(model))) return;
      if (verb === "approve") model.state = "approved";
      else model.ratified = true;
      return;
    }
    case "return":
      model.state = "returned";
      return;
    case "answer":
      model.state = "proposed";
      return;
    case "reject":
      model.state = "rejected";
      return;
    case "withdraw":
      model.state = model.state === "approved" ? "cancelled" : "withdrawn";
      return;
    case "lapse":
      model.state = "lapsed";
      return;
    case "map":
      model.effects += 1;
      return;
    case "gone":
      model.gone.add(who);
      return;
    case "back":
      model.gone.delete(who);
      return;
    case "act":
      if (!waits) anew("executing");
      Object.assign(model, { state: "executing", emergency: true, starter: who });
      model.preview = { version: model.version, effects: model.effects };
      return;
    case "execute":
      Object.assign(model, { state: "executing", starter: who });
  }
}

let cast: Cast;
let incident: make.MadeIncident;
let jobs: string;
let acts = 0;
let begun = 0;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  await make.join(incident.id, cast.sam, "DECISION_AUTHORITY");
  jobs = newToken();
  await owner.query("SELECT app.enrol_system('jobs', $1)", [jobs]);
});

interface Stage {
  decision: Decision;
  system: string;
}

/** Does it for real. @returns whether it was taken, and the hash of what was seen where somebody looked */
async function really(
  { verb, who }: Step,
  { decision, system }: Stage,
  model: Model,
): Promise<{ ok: boolean; hash: string }> {
  const member: Member = cast[who];
  const post = async (part: string, raw: Record<string, unknown> = {}) => {
    const { status, body, text } = await decision.act(member, part, raw);
    if (status >= 500) throw new Error(text);
    return { ok: status < 300, hash: String(body["previewHash"] ?? "") };
  };
  const membership = (ends: string) =>
    owner.query(`UPDATE membership SET ends_at = ${ends} WHERE incident_id = $1 AND person_id = $2`, [
      incident.id,
      member.id,
    ]);
  const done = { ok: true, hash: "" };
  const said = { version: Math.max(1, model.version), reason: "As I see it" };
  const approval = async () => ({
    ...said,
    previewHash: model.looked.get(who)?.hash ?? "0".repeat(64),
    code: await freshCode(member),
  });
  switch (verb) {
    case "propose":
      return post("proposal", { revision: await decision.revision() });
    case "edit": {
      const { status } = await decision.edit(member, [system], { title: `Title ${crypto.randomUUID()}` });
      return { ok: status === 200, hash: "" };
    }
    case "look":
      return post("preview");
    case "approve":
      return post("approvals", await approval());
    case "ratify":
      return post("ratifications", await approval());
    case "return":
      return post("questions", said);
    case "answer":
      return post("answers", said);
    case "reject":
      return post("rejection", said);
    case "withdraw":
      return post("withdrawal", { reason: "No more" });
    case "act":
      return post("emergency", { revision: await decision.revision(), codes: [system], reason: "It spreads" });
    case "execute":
      return post("execution");
    case "lapse":
      return { ok: await letLapse(decision), hash: "" };
    case "map": {
      const code = `X-${crypto.randomUUID().slice(0, 13).toUpperCase()}`;
      await make.addSystem(cast.mira, code, cast.mira, { tier: 4 });
      await make.addNeed(cast.mira, code, system);
      return done;
    }
    case "gone":
      await membership("now()");
      return done;
    case "back":
      await membership("NULL");
      return done;
  }
}

/** The time of a proposal passes, and the job comes round. */
async function letLapse(decision: Decision): Promise<boolean> {
  const { id } = await decision.row();
  await owner.query("ALTER TABLE decision DISABLE TRIGGER decision_keeps_its_rules");
  await owner.query(
    "UPDATE decision SET lapses_at = now() - interval '1 minute' WHERE id = $1 AND state IN ('proposed', 'returned')",
    [id],
  );
  await owner.query("ALTER TABLE decision ENABLE TRIGGER decision_keeps_its_rules");
  const before = await decision.state();
  await inTransaction(jobs, async (tx, principal) => lapse.run(tx, new Date(principal.now)));
  return (await decision.state()) !== before;
}

async function play(steps: readonly Step[]): Promise<void> {
  await owner.query("UPDATE membership SET ends_at = NULL WHERE incident_id = $1 AND person_id = ANY ($2)", [
    incident.id,
    people.map((name) => cast[name].id),
  ]);
  const system = `NET-${crypto.randomUUID().slice(0, 13).toUpperCase()}`;
  await make.addSystem(cast.mira, system, cast.mira, { tier: 0 });
  const decision = await Decision.draft(cast.ilir, incident, [system]);
  const model: Model = {
    state: "draft",
    version: 0,
    effects: 0,
    preview: null,
    proposer: null,
    author: null,
    starter: null,
    emergency: false,
    ratified: false,
    looked: new Map(),
    approved: [],
    gone: new Set(),
  };
  for (const [index, step] of steps.entries()) {
    const expected = taken(step, model);
    const sufficed = enough(counted(model));
    const { ok, hash } = await really(step, { decision, system }, model);
    acts += 1;
    const told = `${index + 1}. ${step.verb} by ${step.who} of ${steps.map(({ verb, who }) => `${verb} ${who}`).join(", ")}`;
    expect([told, ok]).toEqual([told, expected]);
    if (ok) follow(step, model, hash);
    const { state, version } = await decision.row();
    expect([told, state, version]).toEqual([told, model.state, model.version]);
    if (step.verb === "execute" && ok) {
      begun += 1;
      expect([told, sufficed || model.gone.size > 0]).toEqual([told, true]);
    }
  }
  const { body } = await calls(cast.besa.token).get(decision.path);
  if (!model.gone.has("besa")) expect(body["unratified"]).toBe(model.emergency && !model.ratified);
}

const step = fc.record({ verb: fc.constantFrom(...verbs), who: fc.constantFrom(...people) });
/** Most orders begin as decisions do, so that what comes late is reached as well. */
const likely: Step[] = [
  { verb: "propose", who: "ilir" },
  { verb: "look", who: "dritan" },
  { verb: "look", who: "arta" },
  { verb: "approve", who: "dritan" },
];
const decided: Step[] = [...likely, { verb: "approve", who: "arta" }];
const orders = fc
  .tuple(fc.constantFrom([], likely.slice(0, 2), likely, decided), fc.array(step, { minLength: 4, maxLength: 22 }))
  .map(([first, rest]) => [...first, ...rest]);

test(
  "in any order nothing is begun without the people whom it needs, on what they saw",
  async () => {
    await fc.assert(fc.asyncProperty(orders, play), { numRuns: ORDERS, endOnFailure: true });
    console.log(`decisions: ${acts} acts in ${ORDERS} orders, ${begun} begun`);
  },
  ORDERS * 10_000,
);

test("the way to the end is walked, so that the model is not empty", async () => {
  await play([
    ...likely,
    { verb: "approve", who: "ilir" },
    { verb: "edit", who: "besa" },
    { verb: "approve", who: "arta" },
    { verb: "look", who: "arta" },
    { verb: "approve", who: "arta" },
    { verb: "map", who: "besa" },
    { verb: "look", who: "dritan" },
    { verb: "approve", who: "dritan" },
    { verb: "execute", who: "ilir" },
    { verb: "look", who: "arta" },
    { verb: "approve", who: "arta" },
    { verb: "execute", who: "ilir" },
  ]);
  await play([
    { verb: "act", who: "besa" },
    { verb: "look", who: "dritan" },
    { verb: "ratify", who: "dritan" },
    { verb: "ratify", who: "besa" },
    { verb: "look", who: "sam" },
    { verb: "ratify", who: "sam" },
    { verb: "look", who: "arta" },
    { verb: "ratify", who: "arta" },
  ]);
});

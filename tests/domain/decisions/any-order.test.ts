import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { lapse } from "@/lib/decisions/jobs";
import { inTransaction } from "@/lib/kernel/db";
import { newToken } from "@/lib/kernel/ids";
import { calls } from "../../support/api";
import { type Cast, gather, type Member } from "../../support/cast";
import { unguarded } from "../../support/clock";
import { owner } from "../../support/database";
import { Decision, freshCode } from "../../support/decisions";
import * as make from "../../support/make";

/**
 * Dual control in any order (G9): random acts over HTTP, on a stop and on what ends or prolongs it, against a model that knows nothing of how it is
 * done. Each answer must be what the model says, and nothing is ever begun without the people whom it needs, on words and effects that they saw.
 * KULLA_ORDERS sets how many orders are tried.
 */
const ORDERS = Number(process.env["KULLA_ORDERS"] ?? 40);

/** Two authorities, the political lead, the commander and staff. The system is of the foundation, so to stop it or bring it back takes two. */
const people = ["dritan", "sam", "arta", "besa", "ilir"] as const;
type Person = (typeof people)[number];
const writers: readonly Person[] = ["dritan", "sam", "besa", "ilir"];
const authorities: readonly Person[] = ["dritan", "sam"];
const approvers: readonly Person[] = ["dritan", "sam", "arta"];

const verbs = [
  "propose",
  "edit",
  "look",
  "approve",
  "return",
  "answer",
  "reject",
  "withdraw",
  "lapse",
  "act",
  "ratify",
  "execute",
  "carry",
  "verify",
  "close",
] as const;
/** What happens to people, to the map, and to a stop that holds. */
const turns = ["map", "gone", "back", "disable", "enable", "waive", "restore", "extend"] as const;
interface Step {
  verb: (typeof verbs)[number] | (typeof turns)[number];
  who: Person;
  /** Whether it is done to the stop, or to what ends or prolongs it. */
  on: "stop" | "next";
}

interface Seen {
  version: number;
  effects: number;
}
type Kind = "shutdown" | "restore" | "extend";
/** What is known of a decision by its story alone. */
interface Model {
  kind: Kind;
  state: string;
  version: number;
  preview: Seen | null;
  proposer: Person | null;
  author: Person | null;
  starter: Person | null;
  carriers: Set<Person>;
  emergency: boolean;
  ratified: boolean;
  looked: Map<Person, Seen & { hash: string }>;
  approved: { who: Person; seen: Seen }[];
}
interface World {
  stop: Model;
  next: Model | null;
  /** How often the map changed so that more would stop. */
  map: number;
  criteria: "none" | "open" | "waived";
  /** Who has no role any more, and who has no access. */
  gone: Set<Person>;
  disabled: Set<Person>;
}

const draftOf = (kind: Kind): Model => ({
  kind,
  state: "draft",
  version: 0,
  preview: null,
  proposer: null,
  author: null,
  starter: null,
  carriers: new Set(),
  emergency: false,
  ratified: false,
  looked: new Map(),
  approved: [],
});
const open = (state: string) => ["draft", "proposed", "returned", "lapsed"].includes(state);
const over = (state: string) => ["draft", "closed", "rejected", "withdrawn", "lapsed", "cancelled"].includes(state);
const holds = (state: string) => ["in-force", "verified"].includes(state);
const same = (a: Seen | null | undefined, b: Seen | null | undefined) =>
  Boolean(a && b && a.version === b.version && a.effects === b.effects);
const isOut = (who: Person, { gone, disabled }: World) => gone.has(who) || disabled.has(who);
const effectsOf = ({ kind }: Model, { map }: World) => (kind === "extend" ? 0 : map);
const unratified = ({ emergency, ratified }: Model) => emergency && !ratified;
/** Who carries a decision out: what comes back comes by stages, which the commander opens. */
const mayCarry = ({ kind }: Model, who: Person) => who === "besa" || (who === "ilir" && kind !== "restore");

function counted(model: Model, world: World): Person[] {
  const now = model.preview?.version === model.version ? model.preview : null;
  const valid = model.approved.filter(({ who, seen }) => same(seen, now) && !isOut(who, world));
  return [...new Set(valid.map(({ who }) => who))].filter((who) => !(model.emergency && who === model.starter));
}
const enough = (who: readonly Person[], { kind }: Model) =>
  who.length >= (kind === "extend" ? 1 : 2) && who.some((one) => authorities.includes(one));

/** Whether an act is taken, by the model. */
function taken({ verb, who }: Step, model: Model, world: World): boolean {
  const { state, proposer, kind } = model;
  if (["map", "gone", "back", "disable", "enable"].includes(verb)) return true;
  if (verb === "lapse") return state === "proposed" || state === "returned";
  if (isOut(who, world)) return false;
  switch (verb) {
    case "restore":
    case "extend":
      return writers.includes(who);
    case "waive":
      return world.criteria === "open" && authorities.includes(who) && !over(world.stop.state);
    case "propose":
      return writers.includes(who) && (state === "draft" || state === "lapsed");
    case "edit":
      return writers.includes(who) && open(state);
    case "look":
      return model.version > 0 && !over(state);
    case "approve":
      return state === "proposed" && mayApprove(who, model, world);
    case "ratify":
      return unratified(model) && mayApprove(who, model, world);
    case "return":
    case "reject":
      return state === "proposed" && approvers.includes(who);
    case "answer":
      return state === "returned" && writers.includes(who) && (who === proposer || who === "besa");
    case "withdraw":
      return (open(state) || state === "approved") && writers.includes(who) && (who === proposer || who !== "ilir");
    case "act":
      return open(state) && (authorities.includes(who) || who === "besa") && mayReturn(kind, world);
    case "execute":
      return state === "approved" && (who === "besa" || who === "ilir") && mayReturn(kind, world);
    case "carry":
      return state === "executing" && mayCarry(model, who);
    case "verify":
      return (
        (state === "in-force" || state === "executed") &&
        (who === "besa" || who === "ilir") &&
        who !== model.starter &&
        !model.carriers.has(who)
      );
    case "close":
      return (
        state === (kind === "shutdown" ? "restored" : "verified") &&
        (who === "besa" || authorities.includes(who)) &&
        !unratified(model)
      );
  }
  return false;
}

/** D9: not while a condition of the stop is open. */
const mayReturn = (kind: Kind, { criteria }: World) => kind !== "restore" || criteria === "waived";

const mayApprove = (who: Person, model: Model, world: World) =>
  approvers.includes(who) &&
  ![model.proposer, model.author, model.starter].includes(who) &&
  same(model.looked.get(who), { version: model.version, effects: effectsOf(model, world) }) &&
  same(model.preview, model.looked.get(who)) &&
  !counted(model, world).includes(who);

/** What the model is after an act that was taken. */
function follow({ verb, who }: Step, model: Model, world: World, hash: string): void {
  const anew = (state: string) =>
    Object.assign(model, { state, version: model.version + 1, proposer: who, author: who });
  const waits = model.state === "proposed" || model.state === "returned";
  const seen = () => ({ version: model.version, effects: effectsOf(model, world) });
  const begins = () => {
    Object.assign(model, { state: "executing", starter: who });
    if (model.kind === "shutdown") world.criteria = "open";
  };
  switch (verb) {
    case "propose":
      anew("proposed");
      return;
    case "edit":
      if (model.version > 0) Object.assign(model, { version: model.version + 1, author: who });
      return;
    case "look":
      if (waits || unratified(model) || !model.preview) model.preview = seen();
      model.looked.set(who, { ...model.preview, hash });
      return;
    case "approve":
    case "ratify": {
      model.approved.push({ who, seen: seen() });
      if (!enough(counted(model, world), model)) return;
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
      world.map += 1;
      return;
    case "gone":
      world.gone.add(who);
      return;
    case "back":
      world.gone.delete(who);
      return;
    case "disable":
      world.disabled.add(who);
      return;
    case "enable":
      world.disabled.delete(who);
      return;
    case "act":
      if (!waits) anew("executing");
      begins();
      model.emergency = true;
      model.preview = seen();
      return;
    case "execute":
      begins();
      return;
    case "carry":
      model.carriers.add(who);
      model.state = model.kind === "shutdown" ? "in-force" : "executed";
      if (model.kind === "restore") world.stop.state = "restored";
      return;
    case "verify":
      model.state = "verified";
      return;
    case "close":
      model.state = "closed";
      return;
    case "waive":
      world.criteria = "waived";
      return;
    case "restore":
    case "extend":
      world.next = draftOf(verb);
  }
}

let cast: Cast;
let incident: make.MadeIncident;
let jobs: string;
let acts = 0;
let begun = 0;
let carried = 0;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  await make.join(incident.id, cast.sam, "DECISION_AUTHORITY");
  jobs = newToken();
  await owner.query("SELECT app.enrol_system('jobs', $1)", [jobs]);
});

interface Stage {
  stop: Decision;
  next: Decision | null;
  system: string;
}

/** Does it for real. @returns whether it was taken, and the hash of what was seen where somebody looked */
async function really(
  { verb, who }: Step,
  stage: Stage,
  decision: Decision,
  model: Model,
): Promise<{ ok: boolean; hash: string }> {
  const member: Member = cast[who];
  const { system } = stage;
  const post = async (part: string, raw: Record<string, unknown> = {}, about = decision) => {
    const { status, body, text } = await about.act(member, part, raw);
    if (status >= 500) throw new Error(text);
    return { ok: status < 300, hash: String(body["previewHash"] ?? "") };
  };
  const membership = (ends: string) =>
    owner.query(`UPDATE membership SET ends_at = ${ends} WHERE incident_id = $1 AND person_id = $2`, [
      incident.id,
      member.id,
    ]);
  const access = (disabled: string) =>
    owner.query(`UPDATE person SET disabled_at = ${disabled} WHERE id = $1`, [member.id]);
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
      const about = { type: model.kind, ...(model.kind !== "shutdown" && { undoes: stage.stop.number }) };
      const title = `Title ${crypto.randomUUID()}`;
      const { status } = await decision.edit(member, [system], { ...about, title });
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
    case "carry":
      return carry(model, who, post);
    case "verify":
      return post("verification", { reason: "I saw it" });
    case "close":
      return post("closing", { reason: "It is over" });
    case "waive": {
      const { ok } = await post("criteria/1/waiver", { reason: "It can wait" }, stage.stop);
      return ok ? post("criteria/2/waiver", { reason: "It can wait" }, stage.stop) : { ok, hash: "" };
    }
    case "restore":
    case "extend": {
      const raw = { type: verb, title: "What comes next", undoes: stage.stop.number };
      const drafted = await Decision.draft(member, incident, [system], raw).catch(() => null);
      stage.next = drafted ?? stage.next;
      return { ok: drafted !== null, hash: "" };
    }
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
    case "disable":
      await access("now()");
      return done;
    case "enable":
      await access("NULL");
      return done;
  }
}

type Post = (part: string, raw?: Record<string, unknown>) => Promise<{ ok: boolean; hash: string }>;

/** Takes every step and says that it is carried out. Who may do only a part of it does none of it here. */
async function carry(model: Model, who: Person, post: Post) {
  if (!mayCarry(model, who)) return post("completion");
  const first = await post("steps/1/done");
  if (!first.ok) return first;
  if (model.kind === "shutdown") await post("steps/2/done");
  if (model.kind === "restore")
    for (const stage of ["internal", "all"]) await post("stages", { stage, conditions: "Watched for an hour" });
  return post("completion");
}

/** The time of a proposal passes, and the job comes round. */
async function letLapse(decision: Decision): Promise<boolean> {
  const { id, state } = await decision.row();
  await unguarded(
    "UPDATE decision SET lapses_at = now() - interval '1 minute' WHERE id = $1 AND state IN ('proposed', 'returned')",
    [id],
  );
  await inTransaction(jobs, async (tx, principal) => lapse.run(tx, new Date(principal.now)));
  return (await decision.state()) !== state;
}

/** Past the program and its model: how many different people had looked at and approved exactly what was begun, and did not propose, write or begin it. */
async function peopleBehind(decision: Decision): Promise<number> {
  const { rows } = await owner.query<{ people: number }>(
    `SELECT count(DISTINCT a.person_id)::int AS people FROM approval a JOIN decision d ON d.id = a.decision_id
       JOIN decision_version v ON v.decision_id = d.id AND v.version = d.version AND v.hash = a.text_hash
       JOIN decision_preview p ON p.id = a.preview_id AND p.hash = a.preview_hash
         AND p.hash = (SELECT q.hash FROM decision_preview q WHERE q.decision_id = d.id ORDER BY q.number DESC LIMIT 1)
       JOIN preview_opening o ON o.preview_id = p.id AND o.person_id = a.person_id AND o.opened_at <= a.given_at
     WHERE d.id = $1 AND a.says = 'approve' AND a.person_id NOT IN (d.proposed_by_id, v.made_by_id)
       AND (d.emergency_reason IS NULL OR a.person_id <> d.started_by_id)`,
    [(await decision.row()).id],
  );
  return rows[0]?.people ?? 0;
}

/** Plays an order on systems of its own, and takes them away again, so that the map does not grow from order to order. */
async function play(steps: readonly Step[]): Promise<World> {
  try {
    return await played(steps);
  } finally {
    await unguarded("DELETE FROM dependency");
    await unguarded("UPDATE system SET retired_at = now() WHERE retired_at IS NULL");
  }
}

async function played(steps: readonly Step[]): Promise<World> {
  const ids = people.map((name) => cast[name].id);
  await owner.query("UPDATE membership SET ends_at = NULL WHERE incident_id = $1 AND person_id = ANY ($2)", [
    incident.id,
    ids,
  ]);
  await owner.query("UPDATE person SET disabled_at = NULL WHERE id = ANY ($1)", [ids]);
  const system = `NET-${crypto.randomUUID().slice(0, 13).toUpperCase()}`;
  await make.addSystem(cast.mira, system, cast.mira, { tier: 0 });
  const stage: Stage = { stop: await Decision.draft(cast.ilir, incident, [system]), next: null, system };
  const world: World = {
    stop: draftOf("shutdown"),
    next: null,
    map: 0,
    criteria: "none",
    gone: new Set(),
    disabled: new Set(),
  };
  const told: string[] = [];
  for (const step of steps) {
    const { verb, who, on } = step;
    const drafts = verb === "restore" || verb === "extend";
    // What ends a stop is written once the stop holds, one after the other.
    if (
      drafts &&
      (!holds(world.stop.state) || (world.next && !over(world.next.state) && world.next.state !== "executed"))
    )
      continue;
    const [model, decision] = on === "next" && !drafts ? [world.next, stage.next] : [world.stop, stage.stop];
    if (!model || !decision) continue;
    const expected = taken(step, model, world);
    told.push(`${verb} ${on === "next" ? "next " : ""}by ${who}`);
    const { ok, hash } = await really(step, stage, decision, model);
    acts += 1;
    const story = told.join(", ");
    expect([story, ok]).toEqual([story, expected]);
    if (ok) follow(step, model, world, hash);
    for (const [one, about] of [
      [stage.stop, world.stop],
      [stage.next, world.next],
    ] as const) {
      const row = await one?.row();
      expect([story, row?.state, row?.version]).toEqual([story, about?.state, about?.version]);
    }
    const ratified = verb === "ratify" && model.ratified;
    if (ok && (verb === "execute" || ratified)) {
      begun += 1;
      const behind = await peopleBehind(decision);
      expect([story, behind >= (model.kind === "extend" ? 1 : 2)]).toEqual([story, true]);
    }
    if (ok && verb === "carry") carried += 1;
  }
  if (!isOut("besa", world)) {
    const { body } = await calls(cast.besa.token).get(stage.stop.path);
    expect(body["unratified"]).toBe(unratified(world.stop));
  }
  return world;
}

const by = (verb: Step["verb"], who: Person, on: Step["on"] = "stop"): Step => ({ verb, who, on });
const who = fc.constantFrom(...people);
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ verb: fc.constantFrom(...verbs), who, on: fc.constant("stop" as const) }) },
  { weight: 2, arbitrary: fc.record({ verb: fc.constantFrom(...verbs), who, on: fc.constant("next" as const) }) },
  // Looking and approving, so that what needs both is reached.
  {
    weight: 2,
    arbitrary: fc.record({
      verb: fc.constantFrom("look" as const, "approve" as const, "ratify" as const),
      who: fc.constantFrom(...approvers),
      on: fc.constantFrom("stop" as const, "next" as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ verb: fc.constantFrom(...turns), who, on: fc.constant("stop" as const) }) },
);
/** Most orders begin as decisions do, so that what comes late is reached as well. */
const proposed = [by("propose", "ilir"), by("look", "dritan"), by("look", "arta")];
const decided = [...proposed, by("approve", "dritan"), by("approve", "arta")];
const held = [...decided, by("execute", "ilir"), by("carry", "ilir")];
const ending = (verb: "restore" | "extend"): Step[] => [
  ...held,
  by(verb, "ilir"),
  by("propose", "ilir", "next"),
  by("look", "sam", "next"),
  by("look", "arta", "next"),
  by("approve", "arta", "next"),
];
const returning = [...ending("restore"), by("approve", "sam", "next"), by("waive", "dritan")];
const starts = [[], proposed.slice(0, 2), proposed, decided, held, ending("restore"), ending("extend"), returning];
const orders = fc
  .tuple(fc.constantFrom(...starts), fc.array(step, { minLength: 4, maxLength: 22 }))
  .map(([first, rest]) => [...first, ...rest]);

test(
  "in any order nothing is begun without the people whom it needs, on what they saw",
  async () => {
    const from = Date.now();
    await fc.assert(
      fc.asyncProperty(orders, async (steps) => void (await play(steps))),
      {
        numRuns: ORDERS,
        endOnFailure: true,
      },
    );
    const took = Math.round((Date.now() - from) / 1000);
    console.log(
      `decisions: ${acts} acts in ${ORDERS} orders, ${begun} begun or ratified, ${carried} carried out, ${took} s`,
    );
  },
  60_000 + ORDERS * 10_000,
);

test("the way to the end is walked, so that the model is not empty", async () => {
  const changed = await play([
    ...proposed,
    by("approve", "dritan"),
    by("approve", "ilir"),
    by("edit", "besa"),
    by("approve", "arta"),
    by("look", "arta"),
    by("approve", "arta"),
    by("map", "besa"),
    by("look", "dritan"),
    by("approve", "dritan"),
    by("execute", "ilir"),
    by("look", "arta"),
    by("approve", "arta"),
    by("execute", "ilir"),
  ]);
  expect(changed.stop.state).toBe("executing");
  // Who proposed is refused though another wrote the words since, and so is who wrote them.
  const ownWords = await play([
    by("propose", "sam"),
    by("edit", "dritan"),
    by("look", "sam"),
    by("look", "dritan"),
    by("approve", "sam"),
    by("approve", "dritan"),
  ]);
  expect(ownWords.stop.approved).toEqual([]);
  const emergency = await play([
    by("act", "besa"),
    by("look", "dritan"),
    by("ratify", "dritan"),
    by("ratify", "besa"),
    by("carry", "ilir"),
    by("disable", "dritan"),
    by("look", "sam"),
    by("ratify", "sam"),
    by("look", "arta"),
    by("ratify", "arta"),
  ]);
  expect(emergency.stop).toMatchObject({ state: "in-force", ratified: true });
  const returned = await play([
    ...ending("restore"),
    by("act", "besa", "next"),
    by("approve", "sam", "next"),
    by("execute", "ilir", "next"),
    by("waive", "ilir"),
    by("waive", "dritan"),
    by("execute", "ilir", "next"),
    by("carry", "besa", "next"),
    by("verify", "besa", "next"),
    by("close", "dritan"),
  ]);
  expect([returned.stop.state, returned.next?.state]).toEqual(["closed", "executed"]);
  const prolonged = await play([
    ...ending("extend"),
    by("execute", "ilir", "next"),
    by("approve", "sam", "next"),
    by("execute", "ilir", "next"),
    by("carry", "ilir", "next"),
    by("verify", "ilir", "next"),
    by("verify", "besa", "next"),
  ]);
  expect([prolonged.stop.state, prolonged.next?.state]).toEqual(["in-force", "verified"]);
});

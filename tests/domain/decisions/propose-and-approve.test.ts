import { beforeAll, describe, expect, test } from "vitest";
import { lapse } from "@/lib/decisions/jobs";
import { inTransaction } from "@/lib/kernel/db";
import { calls } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import { owner } from "../../support/database";
import { Decision, expectOk, freshCode, words } from "../../support/decisions";
import * as make from "../../support/make";
import { newest, size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  // A foundation that a service for citizens needs, and a back office that nobody needs.
  await make.addSystem(cast.besa, "NET", cast.mira, { tier: 0 });
  await make.addSystem(cast.besa, "PORTAL", cast.mira, { tier: 2, kind: "citizen-service" });
  await make.addSystem(cast.besa, "OFFICE", cast.mira, { tier: 3, kind: "back-office" });
  await make.addNeed(cast.besa, "PORTAL", "NET");
});

const because = (answer: { status: number; body: Record<string, unknown> }) => [answer.status, answer.body["because"]];

describe("writing it", () => {
  test("decisions of an incident are numbered without gaps, also by several at once", async () => {
    const other = await make.openIncident(cast, "Another");
    const made = await Promise.all(
      Array.from({ length: 6 }, () => Decision.draft(cast.ilir, other, [], { type: "ask-for-help" })),
    );
    expect(made.map(({ number }) => number).toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test("a draft may be as good as empty, is saved by whoever saw it as it is, and nobody else's words are lost", async () => {
    const decision = await Decision.draft(cast.ilir, incident, [], { words: {} });
    expect(await decision.state()).toBe("draft");
    expect((await decision.edit(cast.besa, ["OFFICE"], { words: { situation: "It burns" } })).status).toBe(200);
    expect(because(await decision.edit(cast.ilir, [], { revision: 1 }))).toEqual([409, "changed-meanwhile"]);
    expect(await decision.view(cast.arta)).toMatchObject({ words: { situation: "It burns" }, version: 0 });
  });

  test("what is put before people says what it is about, why, how long and how it is undone", async () => {
    const decision = await Decision.draft(cast.ilir, incident, [], { words: {} });
    const answer = await decision.act(cast.ilir, "proposal", { revision: 1 });
    expect([answer.status, Object.keys(answer.body["fields"] as object).toSorted()]).toEqual([
      422,
      ["expectedMinutes", "situation", "systems", "undo"],
    ]);
    expect(await decision.state()).toBe("draft");
  });

  test.each([
    ["a system that is not there", { systems: ["NOWHERE"] }],
    ["a system twice", { systems: ["OFFICE", "OFFICE"] }],
    ["a type that is none", { type: "panic" }],
    ["a key that nobody knows", { extra: 1 }],
    ["a review after more than a day", { words: { reviewHours: 25 } }],
    ["a stop that is none", { type: "restore", undoes: 99 }],
  ])("%s is refused, and nothing is kept", async (_what, raw) => {
    const before = await size("decision.drafted");
    const said = { type: "shutdown", title: "Switch it off", ...raw };
    const { status } = await calls(cast.ilir.token).post(`/incidents/${incident.ref}/decisions`, said);
    expect([status, await size("decision.drafted")]).toEqual([422, before]);
  });

  test.each([
    ["arta", 403],
    ["agron", 403],
    ["piotr", 404],
    ["sam", 404],
    ["lule", 404],
    ["vera", 404],
  ] as [Name, number][])("%s writes none: %i", async (name, status) => {
    const said = { type: "shutdown", title: "Switch it off" };
    expect((await calls(cast[name].token).post(`/incidents/${incident.ref}/decisions`, said)).status).toBe(status);
  });

  test("proposing freezes the text letter by letter, with its hash in the record", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["OFFICE"]);
    const line = await newest("decision.proposed");
    const { rows } = await owner.query(
      "SELECT text, hash, encode(sha256(convert_to(text, 'UTF8')), 'hex') AS again FROM decision_version WHERE decision_id = $1",
      [(await decision.row()).id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].hash).toBe(rows[0].again);
    expect(line).toMatchObject({
      actor_id: cast.ilir.id,
      words: { version: 1, textHash: rows[0].hash, systems: "OFFICE" },
    });
    expect(JSON.parse(rows[0].text)).toMatchObject({
      incident: incident.ref,
      systems: ["OFFICE"],
      words: { situation: words.situation },
    });
  });
});

describe("approving it", () => {
  test("one authority is enough for what no citizen needs", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["OFFICE"]);
    expect(await decision.approve(cast.dritan)).toMatchObject({
      status: 201,
      body: { state: "approved", given: 1, needed: 1 },
    });
    expect(await newest("decision.approved")).toMatchObject({
      actor_id: cast.dritan.id,
      words: { given: 1, needed: 1, right: "authority", factor: "totp", weaker: true },
    });
  });

  test("the foundation, and whatever a citizen would miss, needs two; leadership is a second and never alone", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["NET"]);
    expect(await decision.approve(cast.arta)).toMatchObject({
      status: 201,
      body: { state: "proposed", given: 1, needed: 2 },
    });
    expect(await decision.view(cast.besa)).toMatchObject({ given: 1, needed: 2, waitsFor: "approver" });
    expect(await decision.approve(cast.dritan)).toMatchObject({
      status: 201,
      body: { state: "approved", given: 2, needed: 2 },
    });
  });

  test("leadership alone approves nothing, though one would be enough", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["OFFICE"]);
    expect(await decision.approve(cast.arta)).toMatchObject({ status: 201, body: { state: "proposed" } });
    expect(await decision.state()).toBe("proposed");
  });

  test("D3: never who proposed it", async () => {
    const decision = await Decision.propose(cast.dritan, incident, ["OFFICE"]);
    expect(because(await decision.approve(cast.dritan))).toEqual([403, "refusal.proposer"]);
  });

  test("nor who wrote the words that stand there now", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["OFFICE"]);
    await expectOk(decision.edit(cast.dritan, ["OFFICE"], { title: "Switch the office off" }));
    expect(because(await decision.approve(cast.dritan))).toEqual([403, "refusal.author"]);
  });

  test.each(["besa", "mira"] as const)("not %s, to whom nobody lent it", async (name) => {
    const decision = await Decision.propose(cast.ilir, incident, ["OFFICE"]);
    expect(because(await decision.approve(cast[name]))).toEqual([403, "refusal.no-authority"]);
    expect(await decision.state()).toBe("proposed");
  });

  test("for outside responders and strangers there is no decision", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["OFFICE"]);
    for (const name of ["piotr", "sam", "lule", "vera"] as const) {
      expect((await calls(cast[name].token).get(decision.path)).status).toBe(404);
      expect((await decision.act(cast[name], "preview")).status).toBe(404);
    }
  });

  test("D7: not before looking at what stops, and only at what is still so", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["OFFICE"]);
    const seen = await decision.look(cast.besa);
    const said = { version: 1, previewHash: seen, reason: "I trust them", code: await freshCode(cast.dritan) };
    expect(because(await decision.act(cast.dritan, "approvals", said))).toEqual([409, "preview-first"]);
    await decision.look(cast.dritan);
    await make.addSystem(cast.besa, "DESK", cast.mira, { tier: 4 });
    await make.addNeed(cast.besa, "DESK", "OFFICE");
    expect(
      because(await decision.act(cast.dritan, "approvals", { ...said, code: await freshCode(cast.dritan) })),
    ).toEqual([409, "effects-changed"]);
    expect((await decision.approve(cast.dritan)).status).toBe(201);
  });

  test("D1, D2: not before it is complete, and the page says what is missing", async () => {
    const { options: _options, criteria: _criteria, ...few } = words;
    const decision = await Decision.propose(cast.ilir, incident, ["OFFICE"], { words: few });
    expect(await decision.view(cast.dritan)).toMatchObject({
      missing: [
        { field: "criteria", because: "required" },
        { field: "options", because: "two-options" },
      ],
      abilities: { approve: { ok: false, because: "refusal.incomplete" } },
    });
    expect(because(await decision.approve(cast.dritan))).toEqual([409, "decision-incomplete"]);
  });

  test("a wrong code, a used one and none are told apart, and nothing is approved", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["NET"]);
    const said = await decision.approval(cast.dritan);
    const wrong = await decision.act(cast.dritan, "approvals", { ...said, code: "000000" });
    expect([wrong.status, wrong.body["fields"]]).toMatchObject([422, { code: expect.anything() }]);
    await expectOk(decision.act(cast.dritan, "approvals", said));
    const other = await Decision.propose(cast.ilir, incident, ["NET"]);
    const previewHash = await other.look(cast.dritan);
    const used = await other.act(cast.dritan, "approvals", { ...said, version: 1, previewHash });
    expect(used.status).toBe(422);
    await owner.query("DELETE FROM totp WHERE person_id = $1", [cast.arta.id]);
    const none = await other.act(cast.arta, "approvals", { ...said, previewHash: await other.look(cast.arta) });
    expect(because(none)).toEqual([409, "no-code-generator"]);
    expect(await other.view(cast.besa)).toMatchObject({ given: 0, needed: 2 });
  });
});

describe("approvals fall away", () => {
  test("when scope or text changes: the answer says what, and whose; who approved before approves anew", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["NET"]);
    await expectOk(decision.approve(cast.dritan));
    const edited = await decision.edit(cast.besa, ["NET", "OFFICE"], { words: { ...words, undo: "Another way" } });
    expect(edited.body).toMatchObject({ version: 2, voided: ["Dritan Leka"] });
    expect((edited.body["changed"] as string[]).toSorted()).toEqual(["systems", "undo"]);
    expect(await newest("decision.approvals-voided")).toMatchObject({ words: { who: "Dritan Leka", because: "text" } });
    const seen = (await decision.view(cast.dritan)) as { given: number; answers: { void: string | null }[] };
    expect([seen.given, seen.answers.map((one) => one.void)]).toEqual([0, ["text"]]);
    expect(
      because(await decision.act(cast.dritan, "approvals", { ...(await decision.approval(cast.dritan)), version: 1 })),
    ).toEqual([409, "decision-changed"]);
    expect(await decision.approve(cast.arta)).toMatchObject({ body: { given: 1, state: "proposed" } });
    expect(await decision.approve(cast.dritan)).toMatchObject({ body: { given: 2, state: "approved" } });
  });

  test("when the map changes so that something else stops", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["NET"]);
    await expectOk(decision.approve(cast.dritan));
    await make.addSystem(cast.besa, "BORDER", cast.mira, { kind: "border-service" });
    await make.addNeed(cast.besa, "BORDER", "NET");
    const looked = await decision.act(cast.arta, "preview");
    expect(looked.body).toMatchObject({ voided: ["Dritan Leka"] });
    expect(await decision.view(cast.besa)).toMatchObject({ given: 0, answers: [{ void: "effects" }] });
  });

  test("but not because something else broke meanwhile", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["NET"]);
    await expectOk(decision.approve(cast.dritan));
    await calls(cast.besa.token).post(`/incidents/${incident.ref}/systems/states`, {
      systems: [{ code: "OFFICE", version: 0 }],
      state: "down",
      reason: "Seen at the console",
    });
    expect((await decision.act(cast.arta, "preview")).body).toMatchObject({ voided: [] });
    expect(await decision.approve(cast.arta)).toMatchObject({ body: { state: "approved" } });
  });

  test.each([
    ["their access", "ends_at = now()", "ends_at = NULL"],
    ["the role that gave the right", "role = 'AUDITOR'", "role = 'DECISION_AUTHORITY'"],
  ])("when who gave it has lost %s", async (_what, taken, given) => {
    const decision = await Decision.propose(cast.ilir, incident, ["NET"]);
    await expectOk(decision.approve(cast.dritan));
    const membership = (set: string) =>
      owner.query(`UPDATE membership SET ${set} WHERE incident_id = $1 AND person_id = $2`, [
        incident.id,
        cast.dritan.id,
      ]);
    await membership(taken);
    const answer = await decision.approve(cast.arta);
    await membership(given);
    expect(answer).toMatchObject({ status: 201, body: { given: 1, state: "proposed" } });
  });
});

describe("two at once", () => {
  test("two approvals in the same instant are two, and the second decides", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["NET"]);
    const [one, two] = [await decision.approval(cast.dritan), await decision.approval(cast.arta)];
    const answers = await Promise.all([
      decision.act(cast.dritan, "approvals", one),
      decision.act(cast.arta, "approvals", two),
    ]);
    expect(answers.map(({ body }) => body["given"]).toSorted()).toEqual([1, 2]);
    expect(await decision.state()).toBe("approved");
  });

  test("a second press of one person, with the same key or another, is one approval", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["NET"]);
    const said = await decision.approval(cast.dritan);
    const [key, other] = [crypto.randomUUID(), crypto.randomUUID()];
    const answers = await Promise.all(
      [key, key, other].map((one) => decision.act(cast.dritan, "approvals", said, one)),
    );
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
    expect(await decision.view(cast.besa)).toMatchObject({ given: 1, state: "proposed" });
    // Whichever came first is answered once more; the other is told that it is so already.
    const again = [
      await decision.act(cast.dritan, "approvals", said, key),
      await decision.act(cast.dritan, "approvals", said, other),
    ];
    expect(again.filter(({ status }) => status < 300).length).toBe(1);
    expect(await decision.view(cast.besa)).toMatchObject({ given: 1 });
  });
});

describe("answering otherwise", () => {
  test("a question sends it back, its proposer answers, and what was approved still counts", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["NET"]);
    await expectOk(decision.approve(cast.dritan));
    await expectOk(decision.act(cast.arta, "questions", { version: 1, reason: "For how long?" }));
    expect(await decision.view(cast.ilir)).toMatchObject({ state: "returned", waitsFor: "proposer", waitsForMe: true });
    expect(because(await decision.act(cast.mira, "answers", { version: 1, reason: "Not mine" }))).toEqual([
      403,
      "refusal.not-your-proposal",
    ]);
    await expectOk(decision.act(cast.ilir, "answers", { version: 1, reason: "Four hours" }));
    expect(await decision.approve(cast.arta)).toMatchObject({ body: { state: "approved", given: 2 } });
  });

  test("D12: rejected and withdrawn stay visible, and lead nowhere", async () => {
    const rejected = await Decision.propose(cast.ilir, incident, ["OFFICE"]);
    await expectOk(rejected.act(cast.dritan, "rejection", { version: 1, reason: "Not needed" }));
    expect(await rejected.view(cast.mira)).toMatchObject({ state: "rejected", endReason: "Not needed" });
    expect(because(await rejected.approve(cast.dritan).catch(() => ({ status: 0, body: {} })))).not.toEqual([
      201,
      undefined,
    ]);
    const withdrawn = await Decision.propose(cast.ilir, incident, ["OFFICE"]);
    expect(because(await withdrawn.act(cast.mira, "withdrawal", { reason: "Not mine" }))).toEqual([
      403,
      "refusal.not-your-proposal",
    ]);
    await expectOk(withdrawn.act(cast.ilir, "withdrawal", { reason: "Solved otherwise" }));
    expect(await withdrawn.state()).toBe("withdrawn");
    expect((await withdrawn.act(cast.ilir, "proposal", { revision: await withdrawn.revision() })).status).toBe(409);
  });

  test("what nobody decided in its time lapses by itself, and is proposed again anew", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["NET"]);
    await expectOk(decision.approve(cast.dritan));
    const { id } = await decision.row();
    await owner.query("ALTER TABLE decision DISABLE TRIGGER decision_keeps_its_rules");
    await owner.query("UPDATE decision SET lapses_at = now() - interval '1 minute' WHERE id = $1", [id]);
    await owner.query("ALTER TABLE decision ENABLE TRIGGER decision_keeps_its_rules");
    const said = await decision.approval(cast.arta);
    expect(because(await decision.act(cast.arta, "approvals", said))).toEqual([409, "lapsed"]);
    const token = crypto.randomUUID();
    await owner.query("SELECT app.enrol_system('jobs', $1)", [token]);
    await inTransaction(token, async (tx, principal) => lapse.run(tx, new Date(principal.now)));
    expect(await decision.state()).toBe("lapsed");
    expect(await newest("decision.lapsed")).toMatchObject({ actor_id: null });
    await expectOk(decision.act(cast.besa, "proposal", { revision: await decision.revision() }));
    expect(await decision.view(cast.besa)).toMatchObject({ version: 2, given: 0 });
  });
});

describe("lending the right to approve", () => {
  const lend = (raw: Record<string, unknown> = {}, who = cast.dritan) =>
    calls(who.token).post(`/incidents/${incident.ref}/delegations`, {
      person: cast.besa.id,
      types: ["shutdown"],
      tierFrom: 2,
      systemsMax: 1,
      hours: 8,
      reason: "For the night",
      ...raw,
    });

  test("whoever it was lent to approves within its limits, until it ends", async () => {
    const lent = await expectOk(lend());
    const decision = await Decision.propose(cast.ilir, incident, ["OFFICE"]);
    expect(await decision.view(cast.ilir)).toMatchObject({
      approvers: expect.arrayContaining([expect.objectContaining({ name: "Besa Hoxha", by: "delegation" })]),
    });
    expect(await decision.approve(cast.besa)).toMatchObject({ status: 201, body: { state: "approved" } });
    const above = await Decision.propose(cast.ilir, incident, ["NET"]);
    expect(because(await above.approve(cast.besa))).toEqual([403, "refusal.no-authority"]);
    const ended = await calls(cast.dritan.token).send(
      "DELETE",
      `/incidents/${incident.ref}/delegations/${lent.body["id"]}`,
    );
    expect(ended.status).toBe(200);
    const later = await Decision.propose(cast.ilir, incident, ["OFFICE"]);
    expect(because(await later.approve(cast.besa))).toEqual([403, "refusal.no-authority"]);
  });

  test("nobody lends to oneself, to outside, or for longer than a day; and only an authority lends", async () => {
    expect(because(await lend({ person: cast.dritan.id }))).toEqual([403, "refusal.lends-to-oneself"]);
    expect((await lend({ person: cast.piotr.id })).status).toBe(422);
    expect((await lend({ hours: 25 })).status).toBe(422);
    expect(because(await lend({}, cast.besa))).toEqual([403, "needs.delegation.add"]);
  });
});

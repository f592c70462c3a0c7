import { beforeAll, describe, expect, test } from "vitest";
import { browses } from "../../support/api";
import type { Authenticator, Lies } from "../../support/authenticator";
import { type Cast, gather, type Name } from "../../support/cast";
import { unguarded } from "../../support/clock";
import { asRuntime, owner } from "../../support/database";
import { Decision, expectOk, words } from "../../support/decisions";
import * as make from "../../support/make";
import { newest, size } from "../../support/record";
import { ask, givePasskey, saying, signed } from "../../support/signing";

let cast: Cast;
let incident: make.MadeIncident;
let dritans: Authenticator;
let artas: Authenticator;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  await make.addSystem(cast.besa, "NET", cast.mira, { tier: 0 });
  await make.addSystem(cast.besa, "OFFICE", cast.mira, { tier: 3, kind: "back-office" });
  dritans = await givePasskey(cast.dritan);
  artas = await givePasskey(cast.arta);
});

const because = (answer: { status: number; body: Record<string, unknown> }) => [answer.status, answer.body["because"]];
const propose = (systems = ["NET"]) => Decision.propose(cast.ilir, incident, systems);
const approve = (decision: Decision, raw: Record<string, unknown>, who: Name = "dritan", key?: string) =>
  decision.act(cast[who], "approvals", raw, key);

/** Nothing was approved, and nothing but a refusal is on record. */
async function expectNone(decision: Decision) {
  const { rows } = await owner.query("SELECT FROM approval WHERE decision_id = $1", [(await decision.row()).id]);
  expect(rows).toHaveLength(0);
}

describe("a passkey signs an approval", () => {
  test("of exactly what was seen: it is kept whole, and stands in the record", async () => {
    const decision = await propose(["OFFICE"]);
    const raw = await signed(decision, cast.dritan, dritans);
    expect(await approve(decision, raw)).toMatchObject({ status: 201, body: { state: "approved" } });
    const { words: said } = await newest("decision.approved");
    expect(said).toMatchObject({
      factor: "passkey",
      weaker: false,
      signature: {
        credentialId: dritans.id.toString("base64url"),
        publicKey: dritans.cose.toString("base64url"),
        origin: expect.stringMatching(/^http/),
      },
    });
    const { rows } = await owner.query(
      `SELECT a.factor, a.weaker, s.nonce, s.public_key, s.signature, k.counter::int FROM approval a JOIN approval_signature s ON s.approval_id = a.id
        JOIN passkey k ON k.credential_id = s.credential_id WHERE a.decision_id = $1`,
      [(await decision.row()).id],
    );
    const { assertion } = raw as { assertion: { nonce: string; response: { response: { signature: string } } } };
    expect(rows).toEqual([
      {
        factor: "passkey",
        weaker: false,
        nonce: assertion.nonce,
        public_key: dritans.cose,
        signature: Buffer.from(assertion.response.response.signature, "base64url"),
        counter: dritans.counter,
      },
    ]);
    expect(await decision.view(cast.besa)).toMatchObject({ answers: [{ factor: "passkey", weaker: false }] });
  });

  test("and a ratification, which is another answer than an approval", async () => {
    const decision = await Decision.draft(cast.besa, incident, ["OFFICE"]);
    await expectOk(decision.act(cast.besa, "emergency", { revision: 1, codes: ["OFFICE"], reason: "It spreads" }));
    const raw = await signed(decision, cast.dritan, dritans);
    expect(await decision.act(cast.dritan, "ratifications", raw)).toMatchObject({
      status: 201,
      body: { ratified: true },
    });
    expect(await newest("decision.ratified")).toMatchObject({ words: { factor: "passkey", weaker: false } });
  });

  test("who has one may still use a code, which is marked as weaker, and reads by what they can prove it", async () => {
    const decision = await propose();
    expect(await decision.approve(cast.dritan)).toMatchObject({ status: 201 });
    expect(await decision.view(cast.dritan)).toMatchObject({
      answers: [{ factor: "totp", weaker: true }],
      factors: { passkey: true, code: true },
    });
    expect(await decision.view(cast.mira)).toMatchObject({ factors: { passkey: false, code: false } });
  });
});

describe("no challenge", () => {
  test.each<[string, Name, Record<string, unknown>, unknown[]]>([
    ["for who proposed", "ilir", {}, [403, "refusal.proposer"]],
    ["for whoever may not approve", "besa", {}, [403, "refusal.no-authority"]],
    ["for outside responders", "piotr", {}, [404, "not-found"]],
    ["of another version", "dritan", { version: 2 }, [409, "decision-changed"]],
    ["of effects that are not there", "dritan", { previewHash: "0".repeat(64) }, [409, "preview-first"]],
    ["without a reason", "dritan", { reason: "" }, [422, "invalid"]],
  ])("%s", async (_what, name, more, expected) => {
    const decision = await propose(["OFFICE"]);
    const said = await saying(decision, cast.dritan);
    expect(because(await ask(decision, cast[name], { ...said, ...more }))).toEqual(expected);
  });

  test("without a passkey: one is told how to get one", async () => {
    const decision = await propose(["OFFICE"]);
    await owner.query("UPDATE passkey SET removed_at = now() WHERE person_id = $1", [cast.dritan.id]);
    const answer = await ask(decision, cast.dritan, await saying(decision, cast.dritan));
    await owner.query("UPDATE passkey SET removed_at = NULL WHERE person_id = $1", [cast.dritan.id]);
    expect(because(answer)).toEqual([409, "no-passkey"]);
    expect(answer.body["detail"]).toContain("Add one under your account");
  });
});

describe("is refused", () => {
  test.each<[string, Lies, string]>([
    ["without PIN or finger", { unverified: true }, "passkey-wrong"],
    ["at another address", { origin: "https://kulla.evil" }, "passkey-wrong"],
    ["for another host", { host: "kulla.evil" }, "passkey-wrong"],
    ["by a copied key, whose counter went back", { counter: 0 }, "passkey-wrong"],
    ["over a challenge that nobody gave", { challenge: "bm9ib2R5IGdhdmUgdGhpcw" }, "signed-otherwise"],
  ])("signed %s", async (_what, lies, why) => {
    const decision = await propose();
    expect(because(await approve(decision, await signed(decision, cast.dritan, dritans, lies)))).toEqual([409, why]);
    await expectNone(decision);
  });

  test("by another person's key, and sent by another person", async () => {
    const decision = await propose();
    expect(because(await approve(decision, await signed(decision, cast.dritan, artas)))).toEqual([
      409,
      "passkey-wrong",
    ]);
    const raw = await signed(decision, cast.dritan, dritans);
    await decision.look(cast.arta);
    expect(because(await approve(decision, raw, "arta"))).toEqual([409, "signed-otherwise"]);
    await expectNone(decision);
  });

  test("for another decision, also with the same words", async () => {
    const [one, other] = [await propose(), await propose()];
    const raw = await signed(one, cast.dritan, dritans);
    expect(because(await approve(other, { ...raw, previewHash: await other.look(cast.dritan) }))).toEqual([
      409,
      "signed-otherwise",
    ]);
    await expectNone(other);
  });

  test("for another version", async () => {
    const decision = await propose();
    const raw = await signed(decision, cast.dritan, dritans);
    await expectOk(decision.edit(cast.besa, ["NET"], { words: { ...words, undo: "Another way" } }));
    expect(because(await approve(decision, raw))).toEqual([409, "decision-changed"]);
    const now = await saying(decision, cast.dritan);
    expect(because(await approve(decision, { ...raw, ...now }))).toEqual([409, "signed-otherwise"]);
    await expectNone(decision);
  });

  test("for other effects", async () => {
    const decision = await propose();
    const raw = await signed(decision, cast.dritan, dritans);
    await make.addSystem(cast.besa, "DESK", cast.mira, { tier: 4 });
    await make.addNeed(cast.besa, "DESK", "NET");
    expect(because(await approve(decision, raw))).toEqual([409, "effects-changed"]);
    const now = await saying(decision, cast.dritan);
    expect(because(await approve(decision, { ...raw, ...now }))).toEqual([409, "signed-otherwise"]);
    await expectNone(decision);
  });

  test("for another reason", async () => {
    const decision = await propose();
    const raw = await signed(decision, cast.dritan, dritans);
    expect(because(await approve(decision, { ...raw, reason: "Because I say so" }))).toEqual([409, "signed-otherwise"]);
    await expectNone(decision);
  });

  test("when it was used, or is older than five minutes", async () => {
    for (const past of ["used_at = now()", "expires_at = now() - interval '1 second'"]) {
      const decision = await propose();
      const raw = await signed(decision, cast.dritan, dritans);
      await owner.query(`UPDATE challenge SET ${past} WHERE purpose = 'approval' AND used_at IS NULL`);
      expect(because(await approve(decision, raw))).toEqual([409, "signed-otherwise"]);
      await expectNone(decision);
    }
  });

  test("with a nonce of one's own, and with the challenge of a sign-in", async () => {
    const decision = await propose();
    const raw = (await signed(decision, cast.dritan, dritans)) as { assertion: Record<string, unknown> };
    const own = { ...raw, assertion: { ...raw.assertion, nonce: "A".repeat(43) } };
    expect(because(await approve(decision, own))).toEqual([409, "signed-otherwise"]);
    const { status, body } = await (await browses("nobody")).post("/sign-in/passkey");
    expect(status).toBe(200);
    const other = { ...raw, assertion: { ...raw.assertion, response: dritans.get(body) } };
    expect(because(await approve(decision, other))).toEqual([409, "signed-otherwise"]);
    await expectNone(decision);
  });

  test("with a key that was removed, or is from before a reset", async () => {
    for (const [table, past] of [
      ["passkey", "removed_at"],
      ["person", "credentials_from"],
    ] as const) {
      const decision = await propose();
      const raw = await signed(decision, cast.arta, artas);
      const column = table === "person" ? "id" : "person_id";
      const { rows } = await owner.query(`SELECT ${past} AS was FROM ${table} WHERE ${column} = $1`, [cast.arta.id]);
      await owner.query(`UPDATE ${table} SET ${past} = now() WHERE ${column} = $1`, [cast.arta.id]);
      const answer = await approve(decision, raw, "arta");
      await owner.query(`UPDATE ${table} SET ${past} = $2 WHERE ${column} = $1`, [cast.arta.id, rows[0]?.was]);
      expect(because(answer)).toEqual([409, "passkey-wrong"]);
      await expectNone(decision);
    }
  });

  test.each<[string, (raw: Record<string, unknown>) => Record<string, unknown>]>([
    ["no proof", ({ assertion: _none, ...raw }) => raw],
    ["two proofs", (raw) => ({ ...raw, code: "123456" })],
    ["half a proof", (raw) => ({ ...raw, assertion: { nonce: "x" } })],
    ["a nonce that is none", (raw) => ({ ...raw, assertion: { ...(raw["assertion"] as object), nonce: "%" } })],
    ["an assertion that is a text", (raw) => ({ ...raw, assertion: "{}" })],
  ])("with %s", async (_what, change) => {
    const decision = await propose();
    const raw = change(await signed(decision, cast.dritan, dritans));
    const before = await size();
    expect((await approve(decision, raw)).status).toBe(422);
    expect(await size()).toBe(before);
    await expectNone(decision);
  });
});

describe("at once", () => {
  test("one signature sent three times, and two signatures of one person, are one approval", async () => {
    const decision = await propose();
    const [raw, other] = [await signed(decision, cast.dritan, dritans), await signed(decision, cast.dritan, dritans)];
    const key = crypto.randomUUID();
    const answers = await Promise.all([
      approve(decision, raw, "dritan", key),
      approve(decision, raw, "dritan", key),
      approve(decision, raw),
      approve(decision, other),
    ]);
    expect(answers.some(({ status }) => status === 201)).toBe(true);
    expect(await decision.view(cast.besa)).toMatchObject({ given: 1, state: "proposed" });
    const { rows } = await owner.query("SELECT FROM approval WHERE decision_id = $1", [(await decision.row()).id]);
    expect(rows).toHaveLength(1);
    expect(because(await approve(decision, raw))).toEqual([409, "already-so"]);
  });
});

describe("past the program, as its own role", () => {
  const REFUSED = "KU403";
  async function as(name: Name, ...statements: string[]): Promise<string> {
    return asRuntime(async (client) => {
      await client.query("BEGIN");
      await client.query("SELECT app.begin($1, true)", [cast[name].token]);
      try {
        for (const statement of [...statements, "SET CONSTRAINTS ALL IMMEDIATE"]) await client.query(statement);
        return "done";
      } catch (error) {
        return String((error as { code?: string }).code);
      } finally {
        await client.query("ROLLBACK");
      }
    });
  }
  const ID = "00000000-0000-4000-8000-000000000001";
  interface Answered {
    nonce: string;
    response: { id: string; response: { clientDataJSON: string; authenticatorData: string; signature: string } };
  }
  const hex = (base64url: string) => `'\\x${Buffer.from(base64url, "base64url").toString("hex")}'`;
  async function staged(lies: Lies = {}) {
    const decision = await propose();
    const raw = await signed(decision, cast.dritan, dritans, lies);
    const { id } = await decision.row();
    const approval = (person = cast.dritan.id, factor = "passkey", weaker = false) =>
      `INSERT INTO approval (id, decision_id, version, preview_id, person_id, says, reason, text_hash, preview_hash, by_right, factor, weaker, given_at)
       SELECT '${ID}', '${id}', 1, p.id, '${person}', 'approve', '${raw["reason"]}', v.hash, p.hash, 'authority', '${factor}', ${weaker}, now()
       FROM decision_version v JOIN decision_preview p ON p.decision_id = v.decision_id WHERE v.decision_id = '${id}' AND v.version = 1`;
    const { nonce, response } = raw["assertion"] as Answered;
    const said = response.response;
    const signature = (more: Record<string, string> = {}) => {
      const columns = {
        approval_id: `'${ID}'`,
        nonce: `'${nonce}'`,
        origin: `'${JSON.parse(Buffer.from(said.clientDataJSON, "base64url").toString()).origin}'`,
        credential_id: `'${response.id}'`,
        public_key: `'\\x${dritans.cose.toString("hex")}'`,
        authenticator_data: hex(said.authenticatorData),
        client_data_json: hex(said.clientDataJSON),
        signature: hex(said.signature),
        ...more,
      };
      return `INSERT INTO approval_signature (${Object.keys(columns).join(", ")}) VALUES (${Object.values(columns).join(", ")})`;
    };
    return { decision, approval, signature };
  }

  test("the same statements are taken as they are, so that a refusal is one of the right", async () => {
    const { approval, signature } = await staged();
    expect(await as("dritan", approval(), signature())).toBe("done");
  });

  test("whoever claims a signature brings it, and it is not called weaker or stronger than it is", async () => {
    const { approval, signature } = await staged();
    expect(await as("dritan", approval())).toBe(REFUSED);
    expect(await as("dritan", approval(cast.dritan.id, "totp", true), signature())).toBe(REFUSED);
    expect(await as("dritan", approval(cast.dritan.id, "totp", false))).toBe("23514");
    expect(await as("dritan", approval(cast.dritan.id, "passkey", true), signature())).toBe("23514");
    expect(await as("dritan", approval(cast.dritan.id, "stamp", true))).toBe("23514");
  });

  test("it is of that approval, of a key of that person that counts, and with PIN or finger", async () => {
    const { approval, signature } = await staged();
    const other = await staged();
    const bare = await staged({ unverified: true });
    expect(await as("dritan", approval(), other.signature())).toBe(REFUSED);
    expect(await as("dritan", approval(), signature({ nonce: "'another'" }))).toBe(REFUSED);
    expect(await as("dritan", approval(), signature({ origin: "'https://kulla.evil'" }))).toBe(REFUSED);
    expect(await as("dritan", approval(), signature({ public_key: "'\\x00'" }))).toBe(REFUSED);
    expect(await as("dritan", approval(), signature({ credential_id: `'${artas.id.toString("base64url")}'` }))).toBe(
      REFUSED,
    );
    expect(await as("dritan", bare.approval(), bare.signature())).toBe(REFUSED);
    expect(await as("arta", approval(cast.arta.id), signature())).toMatch(/KU403|42501/);
  });

  test("a nonce is good once, and what was signed is never changed", async () => {
    const { decision, approval, signature } = await staged();
    await expectOk(approve(decision, await signed(decision, cast.dritan, dritans)));
    for (const statement of ["UPDATE approval_signature SET nonce = nonce", "DELETE FROM approval_signature"])
      expect(await as("dritan", statement)).toBe("42501");
    await expect(owner.query("UPDATE approval_signature SET nonce = 'x'")).rejects.toThrow();
    await expect(owner.query("DELETE FROM approval_signature")).rejects.toThrow();
    expect(await as("dritan", approval(), signature())).toBe("23505");
    const again =
      "INSERT INTO approval_signature SELECT gen_random_uuid(), nonce, origin, credential_id, public_key, authenticator_data, client_data_json, signature FROM approval_signature LIMIT 1";
    await expect(unguarded(again)).rejects.toMatchObject({ code: "23505" });
  });
});

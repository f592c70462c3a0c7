import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { env } from "@/lib/kernel/env";
import { signInWithPasskey } from "@/lib/people/sign-in-passkey";
import { signInWithPassword } from "@/lib/people/sign-in-password";
import { type Answer, browses, calls } from "../../support/api";
import { as } from "../../support/as";
import { Authenticator } from "../../support/authenticator";
import { type Cast, gather, type Member } from "../../support/cast";
import { owner } from "../../support/database";
import { codeOf, givePassword, giveTotp, PASSWORD, sessionOf, visit } from "../../support/keys";
import { newest, size } from "../../support/record";

let cast: Cast;
let nobody: Awaited<ReturnType<typeof browses>>;
beforeAll(async () => {
  cast = await gather();
  nobody = await browses("nobody");
});
beforeEach(() => owner.query("DELETE FROM attempt"));

let count = 0;
const invite = (said: Record<string, unknown> = {}, call = {}): Promise<Answer> => {
  count += 1;
  return calls(cast.vera.token).post(
    "/people",
    { name: "Teuta Kodra", email: `teuta${count}@example.test`, organisationId: cast.vera.organisationId, ...said },
    call,
  );
};
const newcomer = async () => {
  const { body } = await invite();
  return { id: String(body["id"]), code: String(body["code"]), email: `teuta${count}@example.test` };
};
const signIn = (email: string, password = PASSWORD, code = "") =>
  signInWithPassword({ email, password, code }, visit());

describe("inviting somebody", () => {
  test("makes a person and a code of 128 bits, of which only the hash is kept", async () => {
    const { status, body } = await invite();
    expect([status, body["code"]]).toEqual([
      201,
      expect.stringMatching(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}$/),
    ]);
    expect(await newest("person.invited")).toMatchObject({
      actor_id: cast.vera.id,
      audience: "audit",
      words: { person: "Teuta Kodra" },
    });
    const code = String(body["code"]);
    const { rows } = await owner.query(
      "SELECT c.*, (SELECT jsonb_agg(a.body) FROM answer a) AS answers FROM enrolment_code c",
    );
    const kept = JSON.stringify([rows, (await owner.query("SELECT body FROM entry_body")).rows]);
    for (const form of [code, code.replaceAll("-", "")]) expect(kept).not.toContain(form);
  });

  test("sending it again prints the same code and makes nobody new", async () => {
    const key = "019a0000-0000-7000-8000-000000000001";
    const email = "again@example.test";
    const first = await invite({ email }, { key });
    const second = await invite({ email }, { key });
    expect([second.status, second.body["code"], second.body["id"]]).toEqual([
      200,
      first.body["code"],
      first.body["id"],
    ]);
  });

  test.each(["besa", "dritan", "ilir", "arta", "agron", "piotr", "sam"] as const)("is not for %s", async (name) => {
    const before = await size("person.invited");
    const { status, body } = await calls(cast[name].token).post("/people", {
      name: "X Y",
      email: "xy@example.test",
      organisationId: cast.vera.organisationId,
    });
    expect([status, body["because"]]).toEqual([403, "needs.person.invite"]);
    expect(await size("person.invited")).toBe(before);
    expect(await newest()).toMatchObject({ type: "access.refused", actor_id: cast[name].id });
  });

  test.each([
    ["an e-mail that somebody has", { email: "BESA@example.test" }, { email: "This is already in use." }],
    ["something that is no e-mail", { email: "besa" }, { email: "Give an e-mail address, such as name@agency.al." }],
    ["no name", { name: " " }, { name: "Fill this in." }],
    ["a name that turns the line round", { name: "Besa \u202Eaxoh" }, { name: "This is not valid." }],
    [
      "an organisation that is not there",
      { organisationId: "00000000-0000-4000-8000-000000000000" },
      { organisationId: "Choose one of the list." },
    ],
    ["power by the way", { isAdmin: true }, { isAdmin: "This field is not known here." }],
  ])("refuses %s", async (_what, said, fields) => {
    const before = await size();
    expect(await invite(said)).toMatchObject({ status: 422, body: { fields } });
    expect(await size()).toBe(before);
  });
});

describe("a code", () => {
  test("tells whom it lets in, however it is typed", async () => {
    const { code, email } = await newcomer();
    const typed = code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l");
    expect(await nobody.post("/welcome/check", { code: typed })).toMatchObject({
      status: 200,
      body: { person: { name: "Teuta Kodra", email, organisation: "AKCESK" } },
    });
  });

  test("sets a password, once, and then they sign in", async () => {
    const { id, code, email } = await newcomer();
    expect((await nobody.post("/welcome", { code, password: PASSWORD })).status).toBe(201);
    expect(await newest("code.redeemed")).toMatchObject({ actor_id: id });
    expect(await newest("password.set")).toMatchObject({ actor_id: id });
    await signIn(email);
    expect(await sessionOf(id)).toMatchObject({ factor: "password", aal: 1 });
    expect(await nobody.post("/welcome", { code, password: PASSWORD })).toMatchObject({
      status: 422,
      body: { fields: { code: expect.stringContaining("not valid") } },
    });
  });

  test("sets a short password only together with a code generator", async () => {
    const { code, email } = await newcomer();
    const offer = (await nobody.post("/welcome/totp", { code })).body as {
      secret: string;
      ticket: string;
      path: string;
      address: string;
    };
    expect(offer.path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/);
    expect(offer.address).toContain(`otpauth://totp/Kulla:${encodeURIComponent(email)}`);
    const short = { code, password: "zbehtë mali" };
    expect(await nobody.post("/welcome", short)).toMatchObject({
      status: 422,
      body: { fields: { password: expect.stringContaining("15") } },
    });
    const wrong = await nobody.post("/welcome", { ...short, totpTicket: offer.ticket, totpCode: "000000" });
    expect(wrong).toMatchObject({
      status: 422,
      body: { fields: { totpCode: expect.stringContaining("does not match") } },
    });
    expect(
      (await nobody.post("/welcome", { ...short, totpTicket: offer.ticket, totpCode: codeOf(offer.secret) })).status,
    ).toBe(201);
    await expect(signIn(email, short.password, codeOf(offer.secret))).rejects.toMatchObject({ word: "wrong" });
    await signIn(email, short.password, codeOf(offer.secret, 1));
  });

  test("sets a passkey", async () => {
    const { id, code } = await newcomer();
    const device = new Authenticator(env().origin);
    const { body } = await nobody.post("/welcome/passkey", { code });
    expect(
      (await nobody.post("/welcome", { code, passkey: { name: "Phone", response: device.create(body) } })).status,
    ).toBe(201);
    const asked = (await nobody.post("/sign-in/passkey")).body;
    expect(await signInWithPasskey(JSON.stringify(device.get(asked)), visit())).toMatchObject({ personId: id });
  });

  test("is used up by one of two who hold it", async () => {
    const { code } = await newcomer();
    const answers = await Promise.all(
      ["njëqind gurë të bardhë", "dyqind gurë të zinj"].map((password) => nobody.post("/welcome", { code, password })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422]);
  });

  test("is good for 24 hours, not for somebody without access, and not after a newer one", async () => {
    const late = await newcomer();
    await owner.query("UPDATE enrolment_code SET expires_at = now() WHERE person_id = $1", [late.id]);
    const gone = await newcomer();
    await owner.query("UPDATE person SET disabled_at = now() WHERE id = $1", [gone.id]);
    const old = await newcomer();
    await calls(cast.vera.token).post(`/people/${old.id}/reset`);
    for (const { code } of [late, gone, old]) expect((await nobody.post("/welcome/check", { code })).status).toBe(422);
  });

  test("that is wrong is remembered, and after ten the address waits", async () => {
    const { code } = await newcomer();
    const from = { headers: { "x-kulla-address": "a cellar" } };
    for (let round = 0; round < 10; round++)
      expect((await nobody.post("/welcome/check", { code: `no-${round}` }, from)).status).toBe(422);
    expect(await newest("sign-in.refused")).toMatchObject({ words: { why: "wrong-one-time-code" } });
    const before = await size();
    expect(await nobody.post("/welcome/check", { code }, from)).toMatchObject({
      status: 429,
      body: { detail: expect.stringContaining("15 minutes") },
    });
    expect(await size()).toBe(before);
    expect((await nobody.post("/welcome/check", { code })).status).toBe(200);
  });

  test.each([
    ["no key at all", {}],
    ["an easy password", { password: "Shqiperia2022!!!" }],
    ["their own name", { password: "teutakodrateutakodra" }],
    ["fields of the set-up", { password: PASSWORD, organisation: "Mine", name: "Me", email: "me@example.test" }],
  ])("with %s is refused, and stays good", async (_what, said) => {
    const { code } = await newcomer();
    expect((await nobody.post("/welcome", { code, ...said })).status).toBe(422);
    expect((await nobody.post("/welcome", { code, password: PASSWORD })).status).toBe(201);
  });

  test("is not taken from another site", async () => {
    const { code } = await newcomer();
    const { status, body } = await calls().post(
      "/welcome",
      { code, password: PASSWORD },
      { headers: { origin: "https://kulla.evil" } },
    );
    expect([status, body["because"]]).toEqual([403, "foreign-origin"]);
  });
});

describe("a reset", () => {
  const reset = (who: Member, by = cast.vera) => calls(by.token).post(`/people/${who.id}/reset`);

  test("ends every session and every key at once; the new code opens the door again", async () => {
    await givePassword(cast.ilir);
    await giveTotp(cast.ilir);
    const tokens = [await as(cast.ilir), await as(cast.ilir, { kind: "api-token" })];
    const { status, body } = await reset(cast.ilir);
    expect(status).toBe(201);
    expect(await newest("person.reset")).toMatchObject({ actor_id: cast.vera.id, words: { person: "Ilir Prifti" } });
    for (const token of tokens) expect((await calls(token).get("/me")).status).toBe(401);
    await expect(signIn(cast.ilir.email)).rejects.toMatchObject({ word: "wrong" });
    expect((await nobody.post("/welcome", { code: body["code"], password: PASSWORD })).status).toBe(201);
    // The old code generator went with the rest.
    expect((await signIn(cast.ilir.email)).personId).toBe(cast.ilir.id);
  });

  test("is never for oneself, nor for somebody without access, nor by anybody else", async () => {
    expect(await reset(cast.vera)).toMatchObject({ status: 403, body: { because: "refusal.oneself" } });
    expect(await reset(cast.fatos)).toMatchObject({ status: 409, body: { because: "person-disabled" } });
    expect(await reset(cast.mira, cast.besa)).toMatchObject({ status: 403, body: { because: "needs.person.reset" } });
    expect((await reset(cast.mira, cast.piotr)).status).toBe(404);
  });
});

import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { env } from "@/lib/kernel/env";
import { signInWithPasskey } from "@/lib/people/sign-in-passkey";
import { signInWithPassword } from "@/lib/people/sign-in-password";
import { type Answer, browses, calls } from "../../support/api";
import { as } from "../../support/as";
import { Authenticator, type Lies } from "../../support/authenticator";
import { type Cast, gather, type Member } from "../../support/cast";
import { age } from "../../support/clock";
import { owner } from "../../support/database";
import { givePassword, sessionOf, visit } from "../../support/keys";
import { newest, size } from "../../support/record";

let cast: Cast;
beforeAll(async () => {
  cast = await gather();
});

const options = async (who: Member) => (await calls(who.token).post("/me/passkeys/options")).body;
const add = async (who: Member, device: Authenticator, lies: Lies = {}, name = "Phone"): Promise<Answer> =>
  calls(who.token).post("/me/passkeys", { name, response: device.create(await options(who), lies) });
const made = async (who: Member) => {
  const device = new Authenticator(env().origin);
  expect((await add(who, device)).status).toBe(201);
  return device;
};
const challenge = async () => (await (await browses("nobody")).post("/sign-in/passkey")).body;
const signIn = async (device: Authenticator, lies: Lies = {}, asked?: Record<string, unknown>) =>
  signInWithPasskey(JSON.stringify(device.get(asked ?? (await challenge()), lies)), visit());
const REFUSED = { name: "SignInRefused", word: "passkey" };

describe("adding a passkey", () => {
  test("keeps the key, and a hash of it in the record", async () => {
    await made(cast.besa);
    expect(await newest("passkey.added")).toMatchObject({
      actor_id: cast.besa.id,
      words: { name: "Phone", publicKeySha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const { body } = await calls(cast.besa.token).get("/me");
    expect(body["passkeys"]).toMatchObject([{ name: "Phone" }]);
  });

  test("asks for a key that shows PIN or finger, is found without an e-mail, and belongs to this host", async () => {
    expect(await options(cast.besa)).toMatchObject({
      rp: { id: "localhost" },
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      excludeCredentials: [{ type: "public-key" }],
    });
  });

  test.each([
    ["for another site", { origin: "https://kulla.evil" }, 422],
    ["for another host", { host: "kulla.evil" }, 422],
    ["without PIN or finger", { unverified: true }, 422],
    ["for a challenge that nobody gave", { challenge: "bm9ib2R5IGdhdmUgdGhpcw" }, 409],
  ] as [string, Lies, number][])("is refused %s", async (_what, lies, status) => {
    const before = await size();
    expect((await add(cast.ilir, new Authenticator(env().origin), lies)).status).toBe(status);
    expect(await size()).toBe(before);
  });

  test("is refused for somebody else's challenge, for a used one, and for one older than five minutes", async () => {
    const device = new Authenticator(env().origin);
    const others = device.create(await options(cast.mira));
    expect((await calls(cast.ilir.token).post("/me/passkeys", { name: "x", response: others })).status).toBe(409);
    const own = device.create(await options(cast.ilir));
    expect((await calls(cast.ilir.token).post("/me/passkeys", { name: "x", response: own })).status).toBe(201);
    expect((await calls(cast.ilir.token).post("/me/passkeys", { name: "x", response: own })).status).toBe(409);
    const late = new Authenticator(env().origin).create(await options(cast.ilir));
    await owner.query("UPDATE challenge SET expires_at = now() - interval '1 second'");
    expect((await calls(cast.ilir.token).post("/me/passkeys", { name: "x", response: late })).status).toBe(409);
  });

  test("needs a sign-in of the last 15 minutes, in a browser", async () => {
    const token = await as(cast.mira);
    const { rows } = await owner.query<{ id: string }>(
      "SELECT id FROM session WHERE token_hash = sha256(convert_to($1, 'UTF8'))",
      [token],
    );
    await age("session", rows[0]?.id ?? "", 16 * 60);
    await owner.query("UPDATE session SET last_seen_at = now() WHERE id = $1", [rows[0]?.id]);
    const response = new Authenticator(env().origin).create(await options(cast.mira));
    expect(await calls(token).post("/me/passkeys", { name: "x", response })).toMatchObject({
      status: 403,
      body: { because: "refusal.sign-in-again" },
    });
    expect(await newest("access.refused")).toMatchObject({ actor_id: cast.mira.id, words: { verb: "passkey.add" } });
    const machine = await as(cast.mira, { kind: "api-token" });
    expect(await calls(machine).post("/me/passkeys", { name: "x", response })).toMatchObject({
      status: 403,
      body: { because: "refusal.browser-only" },
    });
  });
});

describe("signing in", () => {
  let device: Authenticator;
  beforeAll(async () => {
    device = await made(cast.dritan);
  });

  test("opens a strong session", async () => {
    const { personId } = await signIn(device);
    expect(personId).toBe(cast.dritan.id);
    expect(await sessionOf(cast.dritan.id)).toMatchObject({ aal: 2, factor: "passkey", kind: "browser" });
    expect(await newest("sign-in.done")).toMatchObject({ actor_id: cast.dritan.id, words: { factor: "passkey" } });
  });

  test("works when the password is closed after too many tries", async () => {
    await givePassword(cast.dritan);
    for (let round = 0; round < 11; round++)
      await signInWithPassword({ email: "dritan@example.test", password: "no" }, visit()).catch(() => {});
    await expect(signInWithPassword({ email: "dritan@example.test", password: "no" }, visit())).rejects.toMatchObject({
      word: "too-many",
    });
    expect((await signIn(device)).personId).toBe(cast.dritan.id);
  });

  test.each([
    ["another site", { origin: "https://kulla.evil" }, "wrong-signature"],
    ["another host", { host: "kulla.evil" }, "wrong-signature"],
    ["no PIN or finger", { unverified: true }, "wrong-signature"],
    ["a counter that went back: a copied key", { counter: 1 }, "wrong-signature"],
    ["a challenge that nobody gave", { challenge: "bm9ib2R5IGdhdmUgdGhpcw" }, "old-challenge"],
  ] as [string, Lies, string][])("is refused: %s", async (_what, lies, why) => {
    await expect(signIn(device, lies)).rejects.toMatchObject(REFUSED);
    expect(await newest("sign-in.refused")).toMatchObject({ words: { why } });
  });

  test("an answer is good once, also after it failed", async () => {
    const asked = await challenge();
    const answer = JSON.stringify(device.get(asked));
    await signInWithPasskey(answer, visit());
    await expect(signInWithPasskey(answer, visit())).rejects.toMatchObject(REFUSED);
    const failed = await challenge();
    await expect(signIn(device, { unverified: true }, failed)).rejects.toMatchObject(REFUSED);
    await expect(signIn(device, {}, failed)).rejects.toMatchObject(REFUSED);
    expect(await newest("sign-in.refused")).toMatchObject({ words: { why: "old-challenge" } });
  });

  test("a challenge for making a key does not sign anybody in", async () => {
    await expect(signIn(device, {}, await options(cast.dritan))).rejects.toMatchObject(REFUSED);
  });

  test("a key that nobody added, and another key under a known name, are refused", async () => {
    await expect(signIn(new Authenticator(env().origin))).rejects.toMatchObject(REFUSED);
    expect(await newest("sign-in.refused")).toMatchObject({ actor_id: null, words: { why: "unknown-passkey" } });
    const forger = new Authenticator(env().origin);
    const answer = {
      ...forger.get(await challenge()),
      id: device.id.toString("base64url"),
      rawId: device.id.toString("base64url"),
    };
    await expect(signInWithPasskey(JSON.stringify(answer), visit())).rejects.toMatchObject(REFUSED);
  });

  test.each(["", "{}", "null", "[1]", '{"id":1}', "x".repeat(30_000)])("nonsense is refused: %.20s", async (raw) => {
    await expect(signInWithPasskey(raw, visit())).rejects.toMatchObject(REFUSED);
  });

  test("a key from before the reset, and one of somebody without access, are refused", async () => {
    const old = await made(cast.arta);
    await owner.query("UPDATE person SET credentials_from = now() WHERE id = $1", [cast.arta.id]);
    await expect(signIn(old)).rejects.toMatchObject(REFUSED);
    const gone = await made(cast.agron);
    await owner.query("UPDATE person SET disabled_at = now() WHERE id = $1", [cast.agron.id]);
    await expect(signIn(gone)).rejects.toMatchObject(REFUSED);
    expect(await newest("sign-in.refused")).toMatchObject({ actor_id: cast.agron.id, words: { why: "disabled" } });
  });
});

describe("removing a passkey", () => {
  const ids = async (who: Member) =>
    ((await calls(who.token).get("/me")).body["passkeys"] as { id: string }[]).map(({ id }) => id);
  beforeEach(() => owner.query("DELETE FROM passkey WHERE person_id = ANY ($1)", [[cast.sam.id, cast.piotr.id]]));

  test("closes it, and ends the other sessions", async () => {
    const [stolen] = [await made(cast.sam), await made(cast.sam)];
    const other = await as(cast.sam);
    const [first = ""] = await ids(cast.sam);
    expect((await calls(cast.sam.token).send("DELETE", `/me/passkeys/${first}`)).status).toBe(200);
    expect(await newest("passkey.removed")).toMatchObject({ actor_id: cast.sam.id, words: { name: "Phone" } });
    await expect(signIn(stolen)).rejects.toMatchObject(REFUSED);
    expect((await calls(other).get("/me")).status).toBe(401);
    expect((await calls(cast.sam.token).get("/me")).status).toBe(200);
    expect((await calls(cast.sam.token).send("DELETE", `/me/passkeys/${first}`)).status).toBe(404);
  });

  test("is refused for the last way in, until there is a password", async () => {
    await made(cast.piotr);
    const [only = ""] = await ids(cast.piotr);
    expect(await calls(cast.piotr.token).send("DELETE", `/me/passkeys/${only}`)).toMatchObject({
      status: 403,
      body: { because: "refusal.last-key" },
    });
    await givePassword(cast.piotr);
    expect((await calls(cast.piotr.token).send("DELETE", `/me/passkeys/${only}`)).status).toBe(200);
  });

  test("somebody else's key does not exist", async () => {
    await made(cast.sam);
    const [theirs = ""] = await ids(cast.sam);
    expect((await calls(cast.vera.token).send("DELETE", `/me/passkeys/${theirs}`)).status).toBe(404);
  });
});

import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { signInWithPassword } from "@/lib/people/sign-in-password";
import { calls } from "../../support/api";
import { as } from "../../support/as";
import { type Cast, gather } from "../../support/cast";
import { owner } from "../../support/database";
import { codeOf, givePassword, giveTotp, PASSWORD, visit } from "../../support/keys";
import { newest, size } from "../../support/record";

let cast: Cast;
beforeAll(async () => {
  cast = await gather();
});
beforeEach(() => owner.query("DELETE FROM attempt"));

const put = (token: string, path: string, body: Record<string, unknown>) =>
  calls(token).send("PUT", `/me/${path}`, body);
const signIn = (email: string, password: string, code = "") => signInWithPassword({ email, password, code }, visit());

describe("one's own password", () => {
  test("is set soon after signing in; the other sessions end", async () => {
    const other = await as(cast.besa);
    expect((await put(cast.besa.token, "password", { password: PASSWORD })).status).toBe(200);
    expect(await newest()).toMatchObject({ type: "password.set", actor_id: cast.besa.id, words: {} });
    expect((await calls(other).get("/me")).status).toBe(401);
    await signIn(cast.besa.email, PASSWORD);
    await put(cast.besa.token, "password", { password: "tjetër gur mbi kodrën tjetër" });
    await expect(signIn(cast.besa.email, PASSWORD)).rejects.toMatchObject({ word: "wrong" });
    await signIn(cast.besa.email, "tjetër gur mbi kodrën tjetër");
  });

  test.each([
    ["short", "pesë gurë mali", "15"],
    ["long beyond reason", "gur ".repeat(300), "long"],
    ["common", "passwordpassword", "easy to guess"],
    ["one's own name", "mira.shehu.mira.shehu", "easy to guess"],
    ["nothing", "", "Fill this in"],
  ])("is refused when it is %s", async (_what, password, says) => {
    const before = await size();
    expect(await put(cast.mira.token, "password", { password })).toMatchObject({
      status: 422,
      body: { fields: { password: expect.stringContaining(says) } },
    });
    expect(await size()).toBe(before);
  });

  test("is not set by a machine, nor long after signing in", async () => {
    const machine = await as(cast.mira, { kind: "api-token" });
    expect(await put(machine, "password", { password: PASSWORD })).toMatchObject({
      status: 403,
      body: { because: "refusal.browser-only" },
    });
    const late = await as(cast.mira);
    await owner.query(
      "UPDATE session SET created_at = now() - interval '16 minutes' WHERE token_hash = sha256(convert_to($1, 'UTF8'))",
      [late],
    );
    expect(await put(late, "password", { password: PASSWORD })).toMatchObject({
      status: 403,
      body: { because: "refusal.sign-in-again" },
    });
    expect(await newest()).toMatchObject({ type: "access.refused", words: { verb: "password.set" } });
    expect((await calls(late).get("/me")).body["changeKeys"]).toEqual({ ok: false, because: "refusal.sign-in-again" });
  });
});

describe("one's own code generator", () => {
  test("is set up with its first code, which is then used up", async () => {
    await givePassword(cast.ilir);
    const offer = (await calls(cast.ilir.token).get("/me/totp/new")).body as { secret: string; ticket: string };
    expect(await put(cast.ilir.token, "totp", { totpTicket: offer.ticket, totpCode: "123" })).toMatchObject({
      status: 422,
    });
    expect((await calls(cast.ilir.token).get("/me")).body["hasTotp"]).toBe(false);
    const [first, second] = [codeOf(offer.secret), codeOf(offer.secret, 1)];
    expect((await put(cast.ilir.token, "totp", { totpTicket: offer.ticket, totpCode: first })).status).toBe(200);
    expect(await newest()).toMatchObject({ type: "totp.set", actor_id: cast.ilir.id });
    await expect(signIn(cast.ilir.email, PASSWORD)).rejects.toMatchObject({ word: "wrong" });
    await expect(signIn(cast.ilir.email, PASSWORD, first)).rejects.toMatchObject({ word: "wrong" });
    await signIn(cast.ilir.email, PASSWORD, second);
    const { rows } = await owner.query("SELECT * FROM totp");
    expect(JSON.stringify(rows)).not.toContain(offer.secret);
  });

  test("is not set up with somebody else's ticket, an old one, or a changed one", async () => {
    const offer = (await calls(cast.mira.token).get("/me/totp/new")).body as { secret: string; ticket: string };
    const [ends = "", sealed = ""] = offer.ticket.split(".");
    const totpCode = codeOf(offer.secret);
    const refused = { status: 422, body: { fields: { totpTicket: expect.stringContaining("15 minutes") } } };
    expect(await put(cast.arta.token, "totp", { totpTicket: offer.ticket, totpCode })).toMatchObject(refused);
    for (const totpTicket of [
      `1.${sealed}`,
      `${Number(ends) + 60_000}.${sealed}`,
      `${ends}.${sealed.slice(0, -2)}AA`,
      ends,
      "x.y",
    ]) {
      expect(await put(cast.mira.token, "totp", { totpTicket, totpCode })).toMatchObject(refused);
    }
  });

  test("is removed, but not from under a short password", async () => {
    await giveTotp(cast.arta);
    expect((await put(cast.arta.token, "password", { password: "zbehtë mali" })).status).toBe(200);
    expect(await calls(cast.arta.token).send("DELETE", "/me/totp")).toMatchObject({
      status: 403,
      body: { because: "refusal.short-password" },
    });
    expect((await put(cast.arta.token, "password", { password: PASSWORD })).status).toBe(200);
    expect((await calls(cast.arta.token).send("DELETE", "/me/totp")).status).toBe(200);
    expect(await newest()).toMatchObject({ type: "totp.removed", actor_id: cast.arta.id });
    expect(await calls(cast.arta.token).send("DELETE", "/me/totp")).toMatchObject({
      status: 409,
      body: { because: "already-so" },
    });
    await signIn(cast.arta.email, PASSWORD);
  });
});

describe("sessions", () => {
  const idOf = async (token: string) =>
    (
      await owner.query<{ id: string }>("SELECT id FROM session WHERE token_hash = sha256(convert_to($1, 'UTF8'))", [
        token,
      ])
    ).rows[0]?.id ?? "";
  const list = async (token: string) =>
    (await calls(token).get("/sessions")).body as unknown as { person: string; here: boolean }[];

  test("everyone sees their own, the administrator everybody's", async () => {
    const own = await list(cast.dritan.token);
    expect([own.map(({ person }) => person), own.filter(({ here }) => here).length]).toEqual([["Dritan Leka"], 1]);
    expect(new Set((await list(cast.vera.token)).map(({ person }) => person)).size).toBeGreaterThan(8);
    expect((await list(cast.piotr.token)).map(({ person }) => person)).toEqual(["Piotr Nowak"]);
  });

  test("those that have ended, by the clock, by idleness or by hand, are not listed", async () => {
    await as(cast.sam, { endsIn: -1 });
    await as(cast.sam, { lastSeenAgo: 3600 });
    const ended = await as(cast.sam);
    await calls(cast.sam.token).send("DELETE", `/sessions/${await idOf(ended)}`);
    expect(await list(cast.sam.token)).toHaveLength(1);
  });

  test("one's own ends at once, a token too, and once", async () => {
    for (const kind of ["browser", "api-token"] as const) {
      const token = await as(cast.dritan, { kind });
      const path = `/sessions/${await idOf(token)}`;
      expect((await calls(cast.dritan.token).send("DELETE", path)).status).toBe(200);
      expect(await newest()).toMatchObject({
        type: "session.ended",
        actor_id: cast.dritan.id,
        words: { person: "Dritan Leka" },
      });
      expect((await calls(token).get("/me")).status).toBe(401);
      expect(await calls(cast.dritan.token).send("DELETE", path)).toMatchObject({
        status: 409,
        body: { because: "already-so" },
      });
    }
  });

  test("somebody else's does not exist, except for the administrator", async () => {
    const token = await as(cast.dritan);
    const path = `/sessions/${await idOf(token)}`;
    for (const name of ["besa", "agron", "piotr"] as const)
      expect((await calls(cast[name].token).send("DELETE", path)).status).toBe(404);
    expect((await calls(cast.vera.token).send("DELETE", path)).status).toBe(200);
    expect((await calls(token).get("/me")).status).toBe(401);
    expect((await calls(cast.vera.token).send("DELETE", "/sessions/1")).status).toBe(422);
  });

  test("a part of the system is nobody's session to end", async () => {
    const { rows } = await owner.query<{ id: string }>("SELECT id FROM session WHERE kind = 'system' LIMIT 1");
    expect((await calls(cast.vera.token).send("DELETE", `/sessions/${rows[0]?.id}`)).status).toBe(404);
  });
});

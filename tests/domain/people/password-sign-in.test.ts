import { beforeAll, describe, expect, test } from "vitest";
import { asActor } from "@/lib/access/as-actor";
import { newToken } from "@/lib/kernel/ids";
import { signInWithPassword } from "@/lib/people/sign-in-password";
import { as } from "../../support/as";
import { type Cast, gather } from "../../support/cast";
import { owner } from "../../support/database";
import { codeOf, givePassword, giveTotp, PASSWORD, sessionOf, visit } from "../../support/keys";
import { newest, size } from "../../support/record";

let cast: Cast;
let secret: string;
beforeAll(async () => {
  cast = await gather();
  for (const name of ["besa", "ilir", "vera", "piotr", "fatos", "mira", "dritan"] as const)
    await givePassword(cast[name]);
  secret = await giveTotp(cast.ilir);
});

const tries = (email: string, password = PASSWORD, code = "") => signInWithPassword({ email, password, code }, visit());
const WRONG = { name: "SignInRefused", word: "wrong" };

describe("somebody who is who they say", () => {
  test("gets a session of their own, and that is recorded", async () => {
    const { personId, token } = await tries(" Besa@Example.TEST ");
    expect(personId).toBe(cast.besa.id);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await sessionOf(cast.besa.id)).toMatchObject({
      kind: "browser",
      aal: 1,
      factor: "password",
      device: "Firefox, Linux",
      idle_seconds: 1800,
      hours: 12,
    });
    expect(await newest("sign-in.done")).toMatchObject({ actor_id: cast.besa.id, words: { factor: "password" } });
    expect(await asActor(token, async (_tx, actor) => actor.name)).toBe("Besa Hoxha");
  });

  test("gets a new token each time, and the browser's earlier session ends", async () => {
    const first = await tries("besa@example.test");
    const second = await signInWithPassword(
      { email: "besa@example.test", password: PASSWORD },
      { ...visit(), earlier: first.token },
    );
    expect(second.token).not.toBe(first.token);
    await expect(asActor(first.token, async () => "in")).rejects.toThrow("unauthenticated");
    expect(await asActor(second.token, async () => "in")).toBe("in");
  });

  test("a stranger's token in the cookie ends nothing", async () => {
    const token = await as(cast.mira);
    await signInWithPassword({ email: "besa@example.test", password: PASSWORD }, { ...visit(), earlier: newToken() });
    expect(await asActor(token, async () => "in")).toBe("in");
  });

  test("administrators and outside responders may be away for less time", async () => {
    await tries("vera@example.test");
    await tries("piotr@example.test");
    expect((await sessionOf(cast.vera.id))?.idle_seconds).toBe(900);
    expect((await sessionOf(cast.piotr.id))?.idle_seconds).toBe(900);
  });

  test("with a code generator the code is needed, and raises the assurance", async () => {
    await tries("ilir@example.test", PASSWORD, codeOf(secret));
    expect(await sessionOf(cast.ilir.id)).toMatchObject({ aal: 2, factor: "password+totp" });
  });
});

describe("a code", () => {
  test("is good once, also when it is sent twice at the same moment", async () => {
    await owner.query("UPDATE totp SET last_step = 0 WHERE person_id = $1", [cast.ilir.id]);
    const code = codeOf(secret);
    const results = await Promise.allSettled([
      tries("ilir@example.test", PASSWORD, code),
      tries("ilir@example.test", PASSWORD, code),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(tries("ilir@example.test", PASSWORD, code)).rejects.toMatchObject(WRONG);
    expect(await newest("sign-in.refused")).toMatchObject({ actor_id: cast.ilir.id, words: { why: "used-code" } });
  });

  test("may be one step early or late, with spaces, and no more", async () => {
    for (const [steps, ok] of [
      [-1, true],
      [1, true],
      [-3, false],
      [3, false],
    ] as const) {
      await owner.query("UPDATE totp SET last_step = 0 WHERE person_id = $1", [cast.ilir.id]);
      const code = codeOf(secret, steps).replace(/(\d{3})/, "$1 ");
      const outcome = await tries("ilir@example.test", PASSWORD, code).then(
        () => true,
        () => false,
      );
      expect([steps, outcome]).toEqual([steps, ok]);
    }
  });

  test.each(["", "000000", "12345", "1234567", "abcdef"])("%j opens nothing", async (code) => {
    await owner.query("DELETE FROM attempt");
    await expect(tries("ilir@example.test", PASSWORD, code)).rejects.toMatchObject(WRONG);
    expect(await newest("sign-in.refused")).toMatchObject({ words: { why: "wrong-code" } });
  });
});

describe("a refusal says the same to everybody, and the record says why", () => {
  test.each([
    ["an unknown e-mail", "nobody@example.test", PASSWORD, "unknown-email"],
    ["no e-mail", "", PASSWORD, "unknown-email"],
    ["something that is no e-mail", "' OR 1=1 --", PASSWORD, "unknown-email"],
    ["an e-mail that only looks the same", "bеsa@example.test", PASSWORD, "unknown-email"],
    ["a wrong password", "mira@example.test", "gur ulli mbi kodrën jugore", "wrong-password"],
    ["no password", "mira@example.test", "", "wrong-password"],
    ["a password of a megabyte", "mira@example.test", "a".repeat(1_000_000), "wrong-password"],
    ["somebody without a password", "arta@example.test", PASSWORD, "no-password"],
    ["somebody whose access has ended", "fatos@example.test", PASSWORD, "disabled"],
  ])("%s", async (_what, email, password, why) => {
    const before = await owner.query("SELECT count(*) FROM session");
    await expect(tries(email, password)).rejects.toMatchObject(WRONG);
    const line = await newest("sign-in.refused");
    expect(line).toMatchObject({ words: { why } });
    expect(JSON.stringify(line)).not.toContain(PASSWORD);
    expect((await owner.query("SELECT count(*) FROM session")).rows).toEqual(before.rows);
  });

  test("a password from before the reset counts no more", async () => {
    await owner.query("UPDATE person SET credentials_from = now() WHERE id = $1", [cast.mira.id]);
    await expect(tries("mira@example.test")).rejects.toMatchObject(WRONG);
    expect(await newest("sign-in.refused")).toMatchObject({ actor_id: cast.mira.id, words: { why: "no-password" } });
    await givePassword(cast.mira);
    await tries("mira@example.test");
  });

  test("an answer takes as long for a stranger as for a member", async () => {
    const time = async (email: string) => {
      await owner.query("DELETE FROM attempt");
      const from = performance.now();
      await tries(email, "not the password of anyone").catch(() => {});
      return performance.now() - from;
    };
    await time("besa@example.test");
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 15; round++) {
      known.push(await time("besa@example.test"));
      unknown.push(await time("stranger@example.test"));
    }
    const median = (list: number[]) => list.toSorted((a, b) => a - b)[7] ?? 0;
    const ratio = median(known) / median(unknown);
    // Without the work of a password a stranger would be refused in a fifth of the time.
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(2.5);
  });
});

describe("after ten tries in a quarter of an hour", () => {
  const wrong = (email: string, address: string) =>
    signInWithPassword({ email, password: "not the password" }, visit(address));
  const words = (results: PromiseSettledResult<unknown>[]) =>
    results.map((one) => (one.status === "rejected" ? (one.reason as { word: string }).word : "in"));

  test("an account waits, whatever is typed and wherever from", async () => {
    for (let round = 0; round < 10; round++)
      await expect(wrong("dritan@example.test", `net-${round}`)).rejects.toMatchObject(WRONG);
    await expect(tries("dritan@example.test")).rejects.toMatchObject({ word: "too-many", minutes: 15 });
    expect(await newest("sign-in.refused")).toMatchObject({
      actor_id: cast.dritan.id,
      words: { why: "too-many-tries" },
    });
    const before = await size("sign-in.refused");
    await expect(tries("dritan@example.test")).rejects.toMatchObject({ word: "too-many" });
    // The first refusal of its kind is worth a line; a flood is not.
    expect(await size("sign-in.refused")).toBe(before);
    await tries("besa@example.test");
  });

  test("an account that nobody has waits just as well", async () => {
    for (let round = 0; round < 10; round++)
      await expect(wrong("ghost@example.test", `sea-${round}`)).rejects.toMatchObject(WRONG);
    await expect(tries("ghost@example.test")).rejects.toMatchObject({ word: "too-many", minutes: 15 });
  });

  test("an address waits, whomever it tries", async () => {
    for (let round = 0; round < 10; round++)
      await expect(wrong(`guess${round}@example.test`, "one place")).rejects.toMatchObject(WRONG);
    await expect(
      signInWithPassword({ email: "besa@example.test", password: PASSWORD }, visit("one place")),
    ).rejects.toMatchObject({ word: "too-many" });
  });

  test("a hundred at once are still ten", async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 100 }, (_, index) => wrong("arta@example.test", `crowd-${index}`)),
    );
    const said = words(results);
    expect(said.filter((word) => word === "wrong")).toHaveLength(10);
    expect(said.filter((word) => word === "too-many")).toHaveLength(90);
  });

  test("a good sign-in clears the slate", async () => {
    await owner.query("DELETE FROM attempt");
    for (let round = 0; round < 9; round++)
      await expect(wrong("besa@example.test", "desk")).rejects.toMatchObject(WRONG);
    await signInWithPassword({ email: "besa@example.test", password: PASSWORD }, visit("desk"));
    await expect(wrong("besa@example.test", "desk")).rejects.toMatchObject(WRONG);
  });

  test("counters tell nobody who tried", async () => {
    const { rows } = await owner.query<{ key: string }>("SELECT key FROM attempt");
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/example|desk|besa/);
  });
});

test("after a hundred tries in all, passwords are closed for the account", async () => {
  await owner.query("DELETE FROM attempt");
  await expect(tries("besa@example.test", "not the password")).rejects.toMatchObject(WRONG);
  // Ninety-nine more, at a pace that the quarter of an hour allows.
  await owner.query("UPDATE attempt SET points = points + 98 WHERE key LIKE 'whole:%'");
  await expect(tries("besa@example.test", "not the password")).rejects.toMatchObject(WRONG);
  await expect(tries("besa@example.test")).rejects.toMatchObject({ word: "too-many-in-all" });
});

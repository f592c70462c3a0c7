import { beforeAll, expect, test } from "vitest";
import { browses } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import { owner } from "../../support/database";
import { newest, size } from "../../support/record";

let cast: Cast;
beforeAll(async () => {
  cast = await gather();
});

const choose = async (who: Name, form: Record<string, string>) =>
  (await browses(cast[who].token)).send("POST", "/preferences", undefined, {
    raw: new URLSearchParams({ back: "/me", ...form }),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
const keptFor = async (who: Name) => {
  const { rows } = await owner.query("SELECT shortcuts, language, theme FROM person WHERE id = $1", [cast[who].id]);
  return rows[0] as Record<string, string | null>;
};

test("a person switches the keys off, and the choice stays with them and stands in the record", async () => {
  const { status, headers } = await choose("ilir", { shortcuts: "off" });
  expect([status, headers.get("location")]).toEqual([303, "/me"]);
  expect(await keptFor("ilir")).toMatchObject({ shortcuts: "off" });
  expect(await newest("preferences.changed")).toMatchObject({ actor_id: cast.ilir.id, audience: "audit" });
});

test("choosing the same again changes nothing and is no second line", async () => {
  await choose("mira", { shortcuts: "alt" });
  const before = await size("preferences.changed");
  await choose("mira", { shortcuts: "alt" });
  expect(await size("preferences.changed")).toBe(before);
  expect(await keptFor("mira")).toMatchObject({ shortcuts: "alt" });
});

test("everyone may, whatever they are here: outside responders, auditors and strangers too", async () => {
  for (const who of ["piotr", "agron", "sam", "vera"] as const) {
    expect([who, (await choose(who, { shortcuts: "off" })).status]).toEqual([who, 303]);
    expect([who, await keptFor(who)]).toMatchObject([who, { shortcuts: "off" }]);
  }
});

test("one choice leaves the others as they are, and nobody else's", async () => {
  await choose("besa", { language: "sq" });
  await choose("besa", { shortcuts: "alt" });
  await choose("besa", { clock: "utc" });
  expect(await keptFor("besa")).toMatchObject({ language: "sq", shortcuts: "alt" });
  expect(await keptFor("dritan")).toMatchObject({ shortcuts: null });
});

test("the clock is a matter of the browser", async () => {
  const { headers } = await choose("arta", { clock: "utc" });
  expect(headers.get("set-cookie")).toMatch(/^kulla-clock=utc; Path=\//);
  const before = await size("preferences.changed");
  await choose("arta", { clock: "local" });
  expect(await size("preferences.changed")).toBe(before);
});

test("what is none of the choices is refused, here and by the database", async () => {
  expect((await choose("ilir", { shortcuts: "sometimes" })).status).toBe(422);
  expect((await choose("ilir", { clock: "mars" })).status).toBe(422);
  await expect(owner.query("UPDATE person SET shortcuts = 'sometimes' WHERE id = $1", [cast.ilir.id])).rejects.toThrow(
    /check/,
  );
  expect(await keptFor("ilir")).toMatchObject({ shortcuts: "off" });
});

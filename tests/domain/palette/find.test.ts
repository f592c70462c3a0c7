import { beforeAll, describe, expect, test } from "vitest";
import { calls } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import * as make from "../../support/make";
import { newest, size } from "../../support/record";

/** What the palette finds is what its reader may see, and nothing else. */
interface Answer {
  incidents: { ref: string; name: string }[];
  entries: { ref: string; number: number; text: string | null; by: string | null }[];
  people: { name: string; organisation: string }[];
  systems: { name: string; entries: number }[];
  catalogue: { code: string; name: string; localName: string | null }[];
}

const texts = {
  plain: "Mollusc seen on the second server in Shkodër",
  key: "Mollusc is told to the minister",
  command: "Mollusc: who leaked it",
  outside: "Mollusc sample taken",
};

let cast: Cast;
let incident: make.MadeIncident;
let numbers: Record<"plain" | "red", number>;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast, "Mollusc");
  const said = async (who: Name, raw: Record<string, unknown>) =>
    (await make.addEntry(cast[who], incident, raw)).logNumber;
  const plain = await said("ilir", { text: texts.plain });
  await said("besa", { text: texts.key, key: true });
  await said("besa", { text: texts.command, audience: "command" });
  const red = (await make.addRedEntry(cast.besa, incident, [cast.dritan], "Mollusc: name of the suspect")).logNumber;
  await said("piotr", { text: texts.outside });
  numbers = { plain, red };
});

const ask = async (who: Name, q: string, ref: string | null = incident.ref) => {
  const query = new URLSearchParams({ q, ...(ref && { ref }) });
  const { status, body } = await calls(cast[who].token).get(`/find?${query}`);
  return { status, ...(body as unknown as Answer) };
};
const textsFor = async (who: Name) => (await ask(who, "mollusc")).entries.map(({ text }) => text).toSorted();

describe("by words", () => {
  test.each<[Name, ("plain" | "key" | "command" | "outside")[]]>([
    ["besa", ["plain", "key", "command", "outside"]],
    ["dritan", ["plain", "key", "command", "outside"]],
    ["agron", ["plain", "key", "command", "outside"]],
    ["ilir", ["plain", "key", "outside"]],
    ["mira", ["plain", "key", "outside"]],
    ["arta", ["key"]],
    ["nadia", []],
  ])("%s finds what they may read: %j", async (who, wanted) => {
    expect(await textsFor(who)).toEqual(wanted.map((name) => texts[name]).toSorted());
  });

  test("an outside responder finds their own, by their own number", async () => {
    expect((await ask("piotr", "mollusc")).entries).toMatchObject([{ number: 1, text: "Mollusc sample taken" }]);
    expect((await ask("piotr", "#1")).entries).toMatchObject([{ number: 1, text: "Mollusc sample taken" }]);
    expect((await ask("piotr", `#${numbers.red}`)).entries).toEqual([]);
  });

  test("capitals and accents make no difference, and every sign is only a sign", async () => {
    expect((await ask("ilir", "SHKODER")).entries.map(({ number }) => number)).toEqual([numbers.plain]);
    for (const q of ["%", "_", "'; --", "\\", "$1", "(.*)"])
      expect([q, (await ask("ilir", q)).entries]).toEqual([q, []]);
  });

  test("an author and a system are words too", async () => {
    expect((await ask("ilir", "Ilir Prifti")).entries.map(({ number }) => number)).toEqual([numbers.plain]);
  });

  test("of a corrected entry the newest version is found, and what was withdrawn is not", async () => {
    const first = await make.addEntry(cast.ilir, incident, "Three starfish");
    await make.correct(cast.ilir, incident, first.logNumber, { text: "Two starfish" });
    const slip = await make.addEntry(cast.ilir, incident, "Starfish in the wrong window");
    await make.withdraw(cast.ilir, incident, slip.logNumber);
    expect((await ask("ilir", "starfish")).entries.map(({ text }) => text)).toEqual(["Two starfish"]);
    expect((await ask("ilir", `#${first.logNumber}`)).entries.map(({ text }) => text)).toEqual(["Three starfish"]);
  });

  test("a long text is shown around what was asked for", async () => {
    await make.addEntry(
      cast.ilir,
      incident,
      `${"Long before. ".repeat(60)}Here is the seahorse. ${"After. ".repeat(60)}`,
    );
    const [found] = (await ask("ilir", "seahorse")).entries;
    expect(found?.text).toContain("seahorse");
    expect(found?.text?.length).toBeLessThan(170);
  });
});

describe("what is TLP:RED", () => {
  test("is found by its number alone, without a word of it, so that finding is not reading", async () => {
    const before = await size("entry.read");
    expect((await ask("dritan", "suspect")).entries).toEqual([]);
    expect((await ask("dritan", `#${numbers.red}`)).entries).toMatchObject([{ number: numbers.red, text: null }]);
    expect(await size("entry.read")).toBe(before);
  });

  test("does not exist for those who are not named", async () => {
    for (const who of ["ilir", "mira", "arta", "agron", "piotr"] as const)
      expect([who, (await ask(who, `#${numbers.red}`)).entries]).toEqual([who, []]);
  });
});

test("an auditor's finding is on record", async () => {
  await make.addEntry(cast.ilir, incident, "Cuttlefish");
  await ask("agron", "cuttlefish");
  expect(await newest("timeline.read")).toMatchObject({ actor_id: cast.agron.id, audience: "audit" });
});

describe("people", () => {
  test("are those of the incident, for those inside", async () => {
    expect((await ask("ilir", "mira")).people).toEqual([
      { id: cast.mira.id, name: "Mira Shehu", organisation: "AKSHI" },
    ]);
    expect((await ask("ilir", "akshi")).people.map(({ name }) => name)).toContain("Mira Shehu");
    expect((await ask("ilir", "Sam Gjoka")).people).toEqual([]);
  });

  test("are nobody but oneself for an outside responder", async () => {
    for (const q of ["mira", "besa", "a"])
      expect((await ask("piotr", q)).people.filter(({ name }) => name !== "Piotr Nowak")).toEqual([]);
  });
});

test("systems of the catalogue are found by code and name, for those who have it, from everywhere", async () => {
  await make.addSystem(cast.besa, "NAUTILUS", cast.mira, {
    name: "Register of Sea Shells",
    localName: "Regjistri i guaskave",
  });
  const found = { code: "NAUTILUS", name: "Register of Sea Shells", localName: "Regjistri i guaskave" };
  for (const q of ["nautilus", "sea shells", "GUASKAVE"])
    for (const ref of [incident.ref, null]) expect([q, (await ask("arta", q, ref)).catalogue]).toEqual([q, [found]]);
  expect((await ask("piotr", "nautilus")).catalogue).toEqual([]);
  await calls(cast.besa.token).post("/systems/NAUTILUS/retirement", { reason: "It sank long ago", version: 1 });
  expect((await ask("arta", "nautilus")).catalogue).toEqual([]);
});

test("a stranger, an administrator and somebody whose membership ended find nothing, and an incident that is hidden is one that is not", async () => {
  for (const who of ["sam", "vera", "lule"] as const) {
    expect([who, await ask(who, "mollusc", null)]).toEqual([
      who,
      { status: 200, incidents: [], entries: [], people: [], systems: [], catalogue: [] },
    ]);
    expect([who, (await ask(who, "mollusc")).status]).toEqual([who, 404]);
    expect(await ask(who, "", "INC-1999-01")).toEqual(await ask(who, ""));
  }
});

test("without an incident, all that exist for the reader are looked through", async () => {
  const other = await make.openIncident(cast, "Second mollusc");
  await make.addEntry(cast.ilir, other, "Another mollusc");
  const found = await ask("ilir", "mollusc", null);
  expect(new Set(found.entries.map(({ ref }) => ref))).toEqual(new Set([incident.ref, other.ref]));
  expect(found.incidents.map(({ name }) => name).toSorted()).toEqual(["Mollusc", "Second mollusc"]);
});

test("no more than eight of a kind, and bad questions are told", async () => {
  for (let n = 0; n < 10; n += 1) await make.addEntry(cast.ilir, incident, `Barnacle ${n}`);
  expect((await ask("ilir", "barnacle")).entries.map(({ text }) => text)).toEqual(
    [9, 8, 7, 6, 5, 4, 3, 2].map((n) => `Barnacle ${n}`),
  );
  expect((await ask("ilir", "x".repeat(101))).status).toBe(422);
  expect((await calls(cast.ilir.token).get("/find?who=me")).status).toBe(422);
  expect((await calls().get("/find?q=mollusc")).status).toBe(401);
});

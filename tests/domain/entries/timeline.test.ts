import { beforeAll, describe, expect, test } from "vitest";
import { type Answer, calls } from "../../support/api";
import { type Cast, gather } from "../../support/cast";
import { admin, owner } from "../../support/database";
import * as make from "../../support/make";

let cast: Cast;
let incident: make.MadeIncident;
const number: Record<string, number> = {};
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  const add = async (name: string, who: keyof Cast, said: Record<string, unknown>) => {
    number[name] = (await make.addEntry(cast[who], incident, { text: name, ...said })).logNumber;
  };
  await add("finding", "ilir", {
    kind: "finding",
    text: "Portali nuk përgjigjet; çelësi u ndërrua",
    occurredAt: ago(3),
    basis: "assessment",
  });
  await add("late", "mira", { kind: "action", text: "Rebooted srv-dc02 after 10.1.2.3 answered", occurredAt: ago(90) });
  await add("key", "besa", {
    kind: "message",
    text: "The ministry knows",
    key: true,
    tlp: "TLP:GREEN",
    occurredAt: ago(40),
  });
  await add("command", "besa", { text: "Only for the command: albatross", audience: "command", occurredAt: ago(39) });
  await add("span", "ilir", {
    text: "Somewhere in the night",
    precision: "between",
    occurredAt: ago(200),
    occurredUntil: ago(80),
  });
  await add("outside", "piotr", { text: "Image of the server taken: cormorant", occurredAt: ago(5) });
  number["red"] = (await make.addRedEntry(cast.besa, incident, [cast.dritan], "The suspect is flamingo")).logNumber;
  await add("wrong", "ilir", { text: "Three servers are down", occurredAt: ago(20) });
  await make.correct(cast.ilir, incident, number["wrong"] ?? 0, {
    text: "Two servers are down",
    reason: "Counted anew",
  });
  await add("slip", "ilir", { text: "In the wrong window" });
  await make.withdraw(cast.ilir, incident, number["slip"] ?? 0);
});

const ask = (name: keyof Cast, said: Record<string, string>): Promise<Answer> =>
  calls(cast[name].token).get(`/incidents/${incident.ref}/entries?${new URLSearchParams(said)}`);
/** The texts that a filter shows, in their order; acts of the program without text are left out. */
const texts = async (said: Record<string, string>, name: keyof Cast = "besa"): Promise<string[]> => {
  const { status, body } = await ask(name, said);
  expect(status).toBe(200);
  return (body["rows"] as { text?: string }[]).flatMap(({ text }) => text ?? []);
};

describe("each filter shows what it says", () => {
  test.each<[Record<string, string>, string[]]>([
    [{ kind: "finding" }, ["Portali nuk përgjigjet; çelësi u ndërrua"]],
    [{ kind: "finding,message" }, ["Portali nuk përgjigjet; çelësi u ndërrua", "The ministry knows"]],
    [{ late: "1", key: "1" }, ["The ministry knows"]],
    [
      { late: "1", first: "oldest" },
      [
        "Somewhere in the night",
        "Rebooted srv-dc02 after 10.1.2.3 answered",
        "The ministry knows",
        "Only for the command: albatross",
        "Three servers are down",
        "Two servers are down",
      ],
    ],
    [{ key: "1", written: "1" }, ["The ministry knows"]],
    [{ visibility: "command" }, ["Only for the command: albatross"]],
    [{ visibility: "named" }, ["The suspect is flamingo"]],
    [{ tlp: "TLP:GREEN,TLP:RED" }, ["The suspect is flamingo", "The ministry knows"]],
    [{ basis: "assessment" }, ["Portali nuk përgjigjet; çelësi u ndërrua"]],
    [{ basis: "opinion" }, []],
    [{ state: "corrected" }, ["Three servers are down"]],
    [{ state: "correction" }, ["Two servers are down"]],
    [{ state: "withdrawn" }, ["In the wrong window"]],
    [{ file: "1" }, []],
    [{ technique: "T1485" }, []],
    [{ decision: "DEC-01" }, []],
    [{ task: "TSK-01" }, []],
  ])("%j", async (said, wanted) => {
    expect(await texts(said)).toEqual(wanted);
  });

  test("basis fact is everything that people wrote and is nothing else", async () => {
    const facts = await texts({ basis: "fact" });
    expect(facts).toContain("The ministry knows");
    expect(facts).not.toContain("Portali nuk përgjigjet; çelësi u ndërrua");
  });

  test("person and organisation", async () => {
    expect(await texts({ person: cast.mira.id })).toEqual(["Rebooted srv-dc02 after 10.1.2.3 answered"]);
    expect(await texts({ organisation: cast.piotr.organisationId, written: "1" })).toEqual([
      "Image of the server taken: cormorant",
    ]);
    expect(await texts({ person: cast.sam.id })).toEqual([]);
  });

  test("a time of happening also finds what may have happened in it", async () => {
    expect(await texts({ happenedFrom: ago(100), happenedTo: ago(85) })).toEqual([
      "Rebooted srv-dc02 after 10.1.2.3 answered",
      "Somewhere in the night",
    ]);
    expect(await texts({ happenedTo: ago(150) })).toEqual(["Somewhere in the night"]);
  });

  test("a time of recording", async () => {
    const { body } = await calls(cast.besa.token).get(`/incidents/${incident.ref}/entries/${number["key"]}`);
    const at = String(body["recordedAt"]);
    expect(await texts({ recordedFrom: at, recordedTo: at })).toEqual(["The ministry knows"]);
  });

  test("around an entry is half an hour before and after it; one that does not exist has nothing around it", async () => {
    expect(await texts({ around: String(number["key"]), written: "1" })).toEqual(
      expect.arrayContaining(["Only for the command: albatross", "The ministry knows", "Three servers are down"]),
    );
    expect(await texts({ around: String(number["key"]) })).not.toContain("Portali nuk përgjigjet; çelësi u ndërrua");
    expect(await texts({ around: "9999" })).toEqual([]);
    // Nothing tells whether a number belongs to somebody else's entry.
    expect(await texts({ around: String(number["red"]) }, "ilir")).toEqual([]);
  });
});

describe("systems, techniques and references", () => {
  let tagged: make.MadeIncident;
  beforeAll(async () => {
    tagged = await make.openIncident(cast, "Tagged");
    const first = await make.addEntry(cast.ilir, tagged, "Plain");
    // What no form asks for yet, as the loader of exercises writes it.
    const { rows } = await owner.query<{ id: string; salt: Buffer; body: string }>(
      "SELECT entry_id AS id, salt, body FROM entry_body WHERE entry_id = $1",
      [first.id],
    );
    const words = {
      text: "Plain",
      systems: ["SRV-DC02", "Gjendja Civile"],
      attack: ["T1003.001"],
      refs: ["DEC-03"],
      files: ["a"],
    };
    const client = await admin.connect();
    try {
      await client.query("BEGIN; ALTER TABLE entry_body DISABLE TRIGGER entry_body_is_final");
      await client.query("DELETE FROM entry_body WHERE entry_id = $1", [first.id]);
      expect((await client.query("SELECT 1 FROM entry_search WHERE entry_id = $1", [first.id])).rowCount).toBe(0);
      await client.query("INSERT INTO entry_body (entry_id, salt, body) VALUES ($1, $2, $3)", [
        first.id,
        rows[0]?.salt,
        JSON.stringify(words),
      ]);
      await client.query("ALTER TABLE entry_body ENABLE TRIGGER entry_body_is_final; COMMIT");
    } finally {
      client.release();
    }
    await make.addEntry(cast.ilir, tagged, "Another");
  });

  test.each([
    { system: "srv-dc02" },
    { system: "gjëndja civile" },
    { technique: "T1003.001" },
    { technique: "T1003" },
    { decision: "dec-03" },
    { task: "DEC-03" },
    { file: "1" },
    { q: "t1003" },
    { q: '"gjendja civ' },
    { related: "1" },
  ])("%j finds it", async (said) => {
    const { body } = await calls(cast.ilir.token).get(`/incidents/${tagged.ref}/entries?${new URLSearchParams(said)}`);
    expect((body["rows"] as { text?: string }[]).map(({ text }) => text)).toEqual(["Plain"]);
  });

  test.each([{ system: "srv" }, { technique: "T1004" }, { decision: "DEC-0" }, { related: "2", kind: "action" }])(
    "%j does not",
    async (said) => {
      const { body } = await calls(cast.ilir.token).get(
        `/incidents/${tagged.ref}/entries?${new URLSearchParams(said)}`,
      );
      expect(body["rows"]).toEqual([]);
    },
  );
});

describe("the search", () => {
  test.each<[string, string[]]>([
    ["pergjigjet", ["Portali nuk përgjigjet; çelësi u ndërrua"]],
    ["PËRGJIGJET celesi", ["Portali nuk përgjigjet; çelësi u ndërrua"]],
    ["perg", ["Portali nuk përgjigjet; çelësi u ndërrua"]],
    ["dc02", ["Rebooted srv-dc02 after 10.1.2.3 answered"]],
    ["srv-dc02", ["Rebooted srv-dc02 after 10.1.2.3 answered"]],
    ["10.1.2", ["Rebooted srv-dc02 after 10.1.2.3 answered"]],
    ['"servers are down" -three', ["Two servers are down"]],
    ['"are servers"', []],
    ["counted", ["Two servers are down"]],
    ["' & | ! ( ) <-> :* \\ ministry", ["The ministry knows"]],
  ])("%s", async (q, wanted) => {
    expect(await texts({ q, written: "1" })).toEqual(wanted);
  });

  test("the database folds words as the program does", async () => {
    const { fold } = await import("@/lib/kernel/fold");
    for (const said of [
      "Përgjigjet e-ALBANIA, çelësi „ÇËLËSI“",
      "Đuro Łódź Straße",
      "a\tb\nc  d–e…f",
      "Ünïcödé Ωμέγα Ёлка 漢字",
      "x_y.z@q#1",
    ]) {
      const { rows } = await owner.query<{ folded: string }>("SELECT app.fold($1) AS folded", [said]);
      expect(rows[0]?.folded).toBe(fold(said));
    }
  });

  test.each<[keyof Cast, string, string[]]>([
    ["ilir", "albatross", []],
    ["ilir", "flamingo", []],
    ["besa", "flamingo", ["The suspect is flamingo"]],
    ["dritan", "flamingo", ["The suspect is flamingo"]],
    ["agron", "flamingo", []],
    ["arta", "servers", []],
    ["arta", "ministry", ["The ministry knows"]],
    ["piotr", "servers", []],
    ["piotr", "cormorant", ["Image of the server taken: cormorant"]],
    ["nadia", "cormorant", []],
  ])("%s looks for %s", async (name, q, wanted) => {
    expect(await texts({ q }, name)).toEqual(wanted);
    const { body } = await calls(cast[name].token).get(`/search?${new URLSearchParams({ q })}`);
    const found = body as unknown as { rows: { text: string }[]; incident: { ref: string } }[];
    expect(found.flatMap(({ rows }) => rows.map(({ text }) => text))).toEqual(wanted);
    expect(found.length).toBe(wanted.length);
  });

  test("a filter never shows what the plain timeline does not", async () => {
    for (const name of ["ilir", "arta", "piotr", "agron"] as const) {
      const plain = new Set((await texts({}, name)).values());
      for (const said of [
        { visibility: "team,command,named" },
        { tlp: "TLP:RED,TLP:AMBER" },
        { state: "corrected,correction,withdrawn" },
        { q: "-nowhere" },
        { late: "1" },
      ])
        for (const text of await texts(said, name)) expect([name, plain.has(text)]).toEqual([name, true]);
    }
  });

  test("strangers, those who have left and the administrator find nothing anywhere", async () => {
    for (const name of ["sam", "lule", "vera"] as const)
      expect((await calls(cast[name].token).get("/search?q=servers")).text).toBe("[]");
    expect((await calls(cast.fatos.token).get("/search?q=servers")).status).toBe(401);
  });

  test("nothing to look for is refused in words", async () => {
    expect(await calls(cast.ilir.token).get("/search?q=%21%21")).toMatchObject({
      status: 422,
      body: { fields: { q: expect.any(String) } },
    });
    expect((await calls(cast.ilir.token).get("/search?q=a&extra=1")).status).toBe(422);
  });

  test("reading a restricted line that was found is on record", async () => {
    const { rows } = await owner.query("SELECT 1 FROM entry WHERE type = 'entry.read' AND actor_id = $1", [
      cast.dritan.id,
    ]);
    expect(rows).toHaveLength(1);
  });
});

describe("pages", () => {
  let long: make.MadeIncident;
  let all: string[];
  beforeAll(async () => {
    long = await make.openIncident(cast, "Long");
    for (let n = 0; n < 120; n += 1)
      await make.addEntry(cast.ilir, long, { text: `Line ${n}`, occurredAt: ago((n * 37) % 240) });
    all = [];
  });

  const page = async (said: Record<string, string>, name: keyof Cast = "ilir") => {
    const { body } = await calls(cast[name].token).get(`/incidents/${long.ref}/entries?${new URLSearchParams(said)}`);
    return body as unknown as {
      rows: { id: string; occurredAt: string; recordedAt: string }[];
      next: string | null;
      prev: string | null;
    };
  };

  test.each(["happened", "recorded"])(
    "order %s, from both ends, forwards and back: every line once, in order",
    async (order) => {
      for (const first of ["newest", "oldest"]) {
        all = [];
        let got = await page({ order, first });
        const pagesDown = [got.rows.map(({ id }) => id)];
        for (; got.next; pagesDown.push(got.rows.map(({ id }) => id)))
          got = await page({ order, first, before: got.next });
        all = pagesDown.flat();
        expect(new Set(all).size).toBe(all.length);
        expect(all.length).toBeGreaterThanOrEqual(121);
        const pagesUp = [got.rows.map(({ id }) => id)];
        for (; got.prev; pagesUp.unshift(got.rows.map(({ id }) => id)))
          got = await page({ order, first, after: got.prev });
        expect(new Set(pagesUp.flat())).toEqual(new Set(all));
        const key = order === "happened" ? "occurredAt" : "recordedAt";
        const times = (await page({ order, first })).rows.map((row) => row[key]);
        expect(times).toEqual(first === "newest" ? times.toSorted().toReversed() : times.toSorted());
      }
    },
  );

  test("a jump starts at the time, with the way back", async () => {
    const at = ago(100);
    const down = await page({ at });
    expect(down.rows.every(({ occurredAt }) => occurredAt <= at)).toBe(true);
    const up = await page({ after: down.prev ?? "" });
    expect(up.rows.every(({ occurredAt }) => occurredAt >= at)).toBe(true);
    const { rows } = await page({ at, first: "oldest" });
    expect(rows[0]?.occurredAt.localeCompare(at)).toBe(1);
  });

  test("a page begins at a line that exists for the reader, or not at all", async () => {
    const hidden = await make.addRedEntry(cast.besa, long, [cast.dritan]);
    const ask = (before: string) => calls(cast.ilir.token).get(`/incidents/${long.ref}/entries?before=${before}`);
    expect((await ask(hidden.id)).status).toBe(422);
    expect((await ask(crypto.randomUUID())).status).toBe(422);
    expect((await ask("x")).status).toBe(422);
    expect((await page({ first: "oldest" }, "piotr")).rows).toEqual([]);
  });
});

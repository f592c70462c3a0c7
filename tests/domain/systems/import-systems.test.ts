import { beforeAll, describe, expect, test } from "vitest";
import words from "@/messages/en/errors.json";
import { calls } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import { owner } from "../../support/database";
import * as make from "../../support/make";
import { readCsv } from "../../support/read-csv";
import { lines, size } from "../../support/record";

let cast: Cast;
beforeAll(async () => {
  cast = await gather();
  await make.addSystem(cast.besa, "NET", cast.mira, { kind: "network", name: "Rrjeti qeveritar" });
  await make.addSystem(cast.besa, "TAX", cast.ilir, {
    kind: "citizen-service",
    name: "=1+1 Tatimet",
    localName: "Tatimet\u202ed",
    maintainer: cast.mira.organisationId,
    essential: true,
    rtoHours: 4,
    mtpdHours: 24,
    rpoHours: 0,
    mbco: "-licences; =at the counter",
    audiences: ["citizens", "abroad"],
    usesPerDay: 61_234,
    usesOn: "2022-05-31",
    deadlines: [{ what: "VAT: a|b\\c", when: "14th" }],
    contacts: [
      { name: "Desk", night: "+355 4 1" },
      { name: "@Other", duty: "Ops", day: "1", night: "2" },
    ],
    shutdownSteps: ["Tell the counters", "'=Close"],
    restoreSteps: ["Look"],
    probe: "https://tax.example/health",
    backupGoodAt: "2026-01-02T03:04:05.678Z",
  });
  await make.addSystem(cast.besa, "MAIL1", cast.mira, { kind: "email" });
  await make.addSystem(cast.besa, "MAIL2", cast.mira, { kind: "email" });
  await make.addNeed(cast.besa, "TAX", "NET", { hosting: true, note: "by fibre: two ways" });
  await make.addNeed(cast.besa, "TAX", "MAIL1", { kind: "any", group: "mail: relays", confirmed: false });
  await make.addNeed(cast.besa, "TAX", "MAIL2", { kind: "any", group: "mail: relays" });
});

interface Row {
  row: number;
  code: string;
  verdict: string;
  changes: { field: string; from: unknown; to: unknown }[];
  faults: { field: string | null; because: string; sameAs?: number; word?: string }[];
}
const api = (name: Name) => calls(cast[name].token);
const download = async (name: Name) => (await api(name).get("/systems.csv")).text;
const file = (content: string) => ({ name: "systems.csv", content });
const check = async (name: Name, content: string) => {
  const { status, body, text } = await api(name).post("/systems/import/check", file(content));
  expect(status, text).toBe(200);
  return body as unknown as { rows: Row[]; circle: string[] | null; seen: string };
};
const store = async (name: Name, content: string, seen?: string) =>
  api(name).post("/systems/import", { ...file(content), seen: seen ?? (await check(name, content)).seen });
const head = "code,name,kind,owner,operator,tier";
const line = (code: string, more = "") => `${code},System ${code},application,AKSHI,AKSHI,2${more}`;
const table = (...lines: string[]) => `${lines.join("\n")}\n`;
const kept = async (code: string) => (await api("besa").get(`/systems/${code}`)).body;
const faultsOf = async (name: Name, content: string) =>
  (await check(name, content)).rows.flatMap(({ row, faults }) =>
    faults.map(({ field, because }) => `${row} ${field}: ${because}`),
  );
/** Nothing may be stored by what `act` does: the catalogue has the version that it had, and the record its length. */
async function unchanged<T>(act: () => Promise<T>): Promise<T> {
  const state = async () => [await versionOfMap(), await size()];
  const before = await state();
  const answer = await act();
  expect(await state()).toEqual(before);
  return answer;
}
const versionOfMap = async () =>
  (await owner.query<{ version: string }>("SELECT version FROM map_version")).rows[0]?.version;
const records = async (type: string) => (await lines(type, 500)).reverse();

describe("the export", () => {
  test("says every fact, comes alive in no spreadsheet, and reads back equal", async () => {
    const text = await download("besa");
    const [names = [], ...rows] = readCsv(text.replace("\ufeff", ""));
    const tax = rows.find(([code]) => code === "TAX") ?? [];
    const cell = (name: string) => tax[names.indexOf(name)];
    expect(cell("needs")).toBe(
      "MAIL1:any:mail\\: relays\nMAIL2:any:mail\\: relays:confirmed\nNET:needs::hosting confirmed:by fibre\\: two ways",
    );
    expect(cell("deadlines")).toBe("VAT: a\\|b\\\\c | 14th");
    expect(cell("contacts")).toBe("Desk |  |  | +355 4 1\n@Other | Ops | 1 | 2");
    expect([cell("maintainer"), cell("essential"), cell("uses_on")]).toEqual(["AKSHI", "yes", "2022-05-31"]);
    expect(text).toContain('"\'=1+1 Tatimet"');
    expect((await check("besa", text)).rows.map(({ verdict }) => verdict)).toEqual(rows.map(() => "unchanged"));
    expect((await unchanged(() => store("besa", text))).body["because"]).toBe("nothing-changed");
  });

  test("carries the plans only for those who read plans, and the record keeps its hash", async () => {
    const before = (await records("catalogue.exported")).length;
    expect((await download("arta")).split("\n")[0]).not.toContain("contacts");
    const answer = await api("agron").get("/systems.csv");
    expect(answer.text.split("\n")[0]).toContain("contacts");
    expect(answer.headers.get("content-disposition")).toMatch(
      /^attachment; filename="kulla-systems-\d{4}-\d\d-\d\d\.csv"$/,
    );
    const [first, second] = (await records("catalogue.exported")).slice(before);
    expect(first?.words).toMatchObject({ plans: "without" });
    expect(second).toMatchObject({
      actor_id: cast.agron.id,
      words: { plans: "with", sha256: answer.headers.get("x-kulla-sha256") },
    });
  });

  test("brings into an empty catalogue the very systems that it took out of another", async () => {
    const text = await download("besa");
    const others = text.replaceAll(/\b(TAX|NET|MAIL1|MAIL2)\b/g, "X-$1");
    expect((await store("besa", others)).body).toMatchObject({ added: 4, changed: 0 });
    const [before, after] = [await kept("TAX"), await kept("X-TAX")];
    const same = ["localName", "createdAt", "id", "code", "needs", "version"];
    const facts = (one: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(one).filter(([name]) => !same.includes(name)));
    expect(facts(after)).toEqual(facts(before));
    // A sign that turns text round has no way into a table; it is shown by its number.
    expect(after["localName"]).toBe("Tatimet[U+202E]d");
    const needs = (one: Record<string, unknown>) =>
      (one["needs"] as Record<string, unknown>[]).map(({ kind, group, hosting, note, confirmed }) => ({
        kind,
        group,
        hosting,
        note,
        by: (confirmed as { by: string } | null)?.by,
      }));
    expect(needs(after)).toEqual(needs(before));
  });
});

describe("the check", () => {
  test("tells new, changed, unchanged and wrong rows apart, and stores nothing", async () => {
    const content = table(
      head,
      line("NEW-1"),
      "NET,Rrjeti i ri,network,AKSHI,AKSHI,1",
      "NET,Once more,network,AKSHI,AKSHI,1",
      "no code,X,application,AKSHI,AKSHI,2",
      "BAD-1,X,nothing,Nobody,AKSHI,9",
      "BAD-2,,application,AKSHI,AKSHI,",
      "BAD-3,too,few",
      "MAIL1,System MAIL1,email,akshi,AKSHI,1",
    );
    const { rows } = await unchanged(() => check("besa", content));
    expect(rows.map(({ row, verdict }) => `${row} ${verdict}`)).toEqual([
      ...["2 new", "3 changed", "4 bad", "5 bad", "6 bad", "7 bad", "8 bad", "9 unchanged"],
    ]);
    expect(rows[1]?.changes).toEqual([{ field: "name", from: "Rrjeti qeveritar", to: "Rrjeti i ri" }]);
    expect(rows[2]?.faults).toEqual([{ field: "code", because: "code-twice", sameAs: 3 }]);
    expect(await faultsOf("besa", content)).toEqual([
      "4 code: code-twice",
      "5 code: code",
      "6 owner: no-such-organisation",
      "6 kind: not-in-list",
      "6 tier: not-in-list",
      "7 name: required",
      "7 tier: required",
      "8 null: row-broken",
    ]);
  });

  test("knows columns by their names in Albanian, and values by their words", async () => {
    const content = table(
      "Kodi;Emri në shqip;Emri në anglisht;Lloji;Pronari;Operatori;Niveli;Shërbim thelbësor;E përdorin;Dita e kësaj shifre",
      "SQ-1;Regjistri;Registry;Regjistër;AKSHI;AKSHI;0;po;Qytetarët, staff;31/05/2022",
    );
    const { rows } = await check("besa", content);
    expect(rows[0]).toMatchObject({ verdict: "new", name: "Registry" });
    expect((await store("besa", content)).status).toBe(200);
    expect(await kept("SQ-1")).toMatchObject({
      kind: "registry",
      essential: true,
      localName: "Regjistri",
      audiences: ["citizens", "staff"],
      usesOn: "2022-05-31T00:00:00.000Z",
    });
  });

  test.each([
    ["", "content: required"],
    ["\ufeff \n", "content: file-empty"],
    ["code,name\n", "content: file-empty"],
    [`code,name\n"A,B\n`, "content: table-cut"],
    [`code,name\nA,"B"x\n`, "content: file-quotes"],
    ["name,kind\nA,email\n", "columns: no-code-column"],
    [`code,name\n${"A,B\n".repeat(5001)}`, "content: file-rows"],
    [`code,name\nA,${"x".repeat(5_000_001)}\n`, "content: file-large"],
  ])("refuses a file that cannot be read: %#", async (content, wanted) => {
    const said = await unchanged(() => api("besa").post("/systems/import/check", file(content)));
    const [field = "", key = ""] = wanted.split(": ");
    expect([said.status, said.body["fields"]]).toEqual([
      422,
      { [field]: words.field[key as keyof typeof words.field] },
    ]);
  });
});

describe("the import", () => {
  test("adds and changes all rows with a line of record for each, and one for the file", async () => {
    const before = await size();
    const content = table(
      `${head},rto_hours,needs`,
      line("IN-1", ",8,IN-2"),
      line("IN-2", ",,"),
      `NET,Rrjeti,network,AKSHI,AKSHI,0,2,IN-2:limits`,
    );
    const { status, body } = await store("besa", content);
    expect([status, body]).toMatchObject([200, { added: 2, changed: 1, unchanged: 0 }]);
    expect((await size()) - Number(before)).toBe(5);
    expect(await kept("IN-1")).toMatchObject({ rtoHours: 8, version: 1, needs: [{ code: "IN-2", kind: "needs" }] });
    expect(await kept("NET")).toMatchObject({ name: "Rrjeti", tier: 0, rtoHours: 2, version: 2 });
    const [imported] = (await records("catalogue.imported")).slice(-1);
    expect(imported?.words).toMatchObject({ file: "systems.csv", sha256: body["sha256"], added: 2, changed: 1 });
    const [changed] = (await records("system.changed")).slice(-1);
    expect(changed?.words).toMatchObject({
      code: "NET",
      changes: [
        { field: "name", from: "Rrjeti qeveritar", to: "Rrjeti" },
        { field: "tier", from: 1, to: 0 },
        { field: "rtoHours", from: null, to: 2 },
      ],
    });
    expect((await records("dependency.added")).at(-1)?.words).toMatchObject({
      code: "NET",
      needs: "IN-2",
      kind: "limits",
    });
    expect((await records("system.added")).at(-2)?.words).toMatchObject({ code: "IN-1", needs: ["IN-2:needs"] });
  });

  test("leaves alone what has no column, and takes away what has an empty cell", async () => {
    await store("besa", table("code,mbco,uses_per_day", "TAX,,5"));
    expect(await kept("TAX")).toMatchObject({
      mbco: null,
      usesPerDay: 5,
      rtoHours: 4,
      plan: { restoreSteps: ["Look"] },
    });
  });

  test("ends, adds and confirms needs, and never doubts one that is confirmed", async () => {
    const { rows } = await check(
      "besa",
      table("code,needs", '"TAX","MAIL2:any:mail\\: relays\nMAIL1:any:mail\\: relays:confirmed"'),
    );
    expect(rows[0]?.changes).toMatchObject([{ field: "needs" }]);
    await store("besa", table("code,needs", '"TAX","MAIL2:any:mail\\: relays\nMAIL1:any:mail\\: relays:confirmed"'));
    expect((await kept("TAX"))["needs"]).toMatchObject([
      { code: "MAIL1", confirmed: { by: "Besa Hoxha" } },
      { code: "MAIL2", confirmed: { by: "Besa Hoxha" } },
    ]);
    expect((await records("dependency.ended")).at(-1)?.words).toMatchObject({ code: "TAX", needs: "NET" });
    expect((await records("dependency.confirmed")).at(-1)?.words).toMatchObject({ code: "TAX", needs: "MAIL1" });
  });

  test("stores nothing when one row of many is wrong, and names the row and the field", async () => {
    const many = Array.from({ length: 200 }, (_, n) => line(`MANY-${n}`, ",1,2"));
    const content = table(`${head},rto_hours,mtpd_hours`, ...many, line("WRONG", ",9,2"));
    const { status, body } = await unchanged(() => store("besa", content));
    expect(status).toBe(422);
    expect(body["fields"]).toEqual({
      "rows.202.rtoHours": "The time to come back must be shorter than the time that can be borne.",
    });
  });

  test("refuses a circle and writes it out, whether in the file or together with the catalogue", async () => {
    const inside = table(`${head},needs`, line("C-1", ",C-2"), line("C-2", ",C-3"), line("C-3", ",C-1"));
    const { circle, rows } = await check("besa", inside);
    expect(circle?.length).toBe(4);
    expect(rows.map(({ verdict }) => verdict)).toEqual(["bad", "bad", "bad"]);
    const { status, body } = await unchanged(() => store("besa", inside));
    expect([status, body["because"]]).toEqual([409, "circle-written"]);
    expect(body["detail"]).toMatch(/C-\d → C-\d → C-\d → C-\d/);
    // NET needs IN-2 since the import above.
    const across = await unchanged(() => store("besa", table("code,needs", "IN-2,NET")));
    expect(across.body["because"]).toBe("circle-written");
    expect(await faultsOf("besa", table("code,needs", "IN-2,IN-2"))).toEqual(["2 needs: needs-itself"]);
  });

  test("refuses needs of nobody, of retired systems, and of no form; and rows of retired systems", async () => {
    await make.addSystem(cast.besa, "OLD", cast.mira);
    await api("besa").post("/systems/OLD/retirement", { version: 1, reason: "Replaced" });
    expect(
      await faultsOf("besa", table("code,needs", "NET,OLD", "MAIL1,NOBODY", "MAIL2,NET:any", "IN-1,A:b:c:d")),
    ).toEqual(["2 needs: need-retired", "3 needs: need-unknown", "4 needs: required", "5 needs: need-parts"]);
    expect(await faultsOf("besa", table("code,tier", "OLD,4"))).toEqual(["2 code: retired-row"]);
    expect(await download("besa")).not.toContain('"OLD"');
  });

  test("takes from staff only what their own organisation owns or runs, and names the other rows", async () => {
    const content = table(
      head,
      line("MINE"),
      "THEIRS,X,application,AKCESK,AKCESK,2",
      "TAX,Taken,citizen-service,AKSHI,AKSHI,2",
    );
    expect(await faultsOf("mira", content)).toEqual(["3 owner: not-your-system", "4 owner: not-your-system"]);
    expect((await unchanged(() => store("mira", content))).status).toBe(422);
    expect((await store("mira", table(head, line("MINE")))).body).toMatchObject({ added: 1 });
  });

  test.each(["arta", "agron", "piotr", "vera"] as const)("is not for %s", async (name) => {
    const { seen } = await check("besa", table(head, line("NOT")));
    const said = await api(name).post("/systems/import", { ...file(table(head, line("NOT"))), seen });
    expect(said.status).toBe(403);
    expect((await api(name).post("/systems/import/check", file(table(head, line("NOT"))))).status).toBe(403);
    expect((await kept("NOT"))["kind"]).toBe("not-found");
  });

  test("of two at once one is stored, and the other is told to look again", async () => {
    const content = table(head, line("TWO-1"), line("TWO-2"));
    const { seen } = await check("besa", content);
    const answers = await Promise.all([store("besa", content, seen), store("dritan", content, seen)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body["because"]).toBe("catalogue-moved");
  });

  test("does not do what nobody has seen: a system that was changed after the check", async () => {
    const content = table("code,name", "IN-1,From the file");
    const { seen } = await check("besa", content);
    await store("dritan", table("code,tier", "IN-1,4"));
    const said = await unchanged(() => store("besa", content, seen));
    expect([said.status, said.body["because"]]).toEqual([409, "catalogue-moved"]);
  });

  test("is stored once when it is sent twice", async () => {
    const raw = { ...file(table(head, line("ONCE"))), seen: (await check("besa", table(head, line("ONCE")))).seen };
    const key = crypto.randomUUID();
    const first = await api("besa").post("/systems/import", raw, { key });
    const before = await size();
    const second = await api("besa").post("/systems/import", raw, { key });
    expect([first.status, second.body]).toEqual([200, first.body]);
    expect(await size()).toBe(before);
  });
});

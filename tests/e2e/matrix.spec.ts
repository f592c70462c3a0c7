import type { Page } from "@playwright/test";
import { FOREIGN, FOREIGN_NAME, stageForeign } from "../support/foreign";
import { count, expected } from "../support/oracle";
import type { Login } from "./support/accounts";
import { asOwner } from "./support/second-server";
import { expect, LIVE, openIncident, test, unique, write } from "./support/test";
import { words } from "./support/words";

/** G10 in the browser's channel: the same table as tests/matrix, asked of the pages as the server sends them. */
const people: Record<string, Login | null> = {
  anonymous: null,
  besa: "commander",
  dritan: "authority",
  ilir: "loggist",
  mira: "network",
  arta: "leadership",
  piotr: "external",
  agron: "auditor",
  vera: "admin",
};
const { en } = words;

/** A system of the catalogue, made for this table. */
const SYSTEM = "MATRIX-OF-PAGES";

interface Thing {
  text: string;
  ref: string;
  /** Its number for everyone inside, and for the one who wrote it from outside. */
  number: number;
  outside: number;
}

/** What a page shows when it offers an act. */
const offers: Record<string, string> = {
  log: en.entries.composer.log,
  "set severity": en.incidents.change.severityButton,
  "set phase": en.incidents.change.phaseButton,
  open: en.incidents.new.button,
  correct: en.entries.correct.button,
  import: en.imports.tabs.paper,
  "print sheets": en.imports.sheets.countHint,
  export: en.exports.choose.button,
  "add a system": en.systems.catalogue.new.button,
  "import systems": en.systems.csv.source.fileHint,
  "propose a decision": en.decisions.board.propose,
  "write a decision": en.decisions.form.fewHint,
  "lend the right": en.decisions.delegations.add,
  administer: 'href="/admin/sessions"',
};

test("every page, for everybody the demo has, as the table says", async ({ as, nobody }) => {
  test.setTimeout(300_000);
  const pages = new Map<string, Page>();
  for (const [name, login] of Object.entries(people)) pages.set(name, login ? await as(login) : await nobody());
  const page = (name: string) => pages.get(name) as Page;
  const ids = new Map(
    (
      (await (await page("vera").request.get("/api/v1/people?search=demo.kulla")).json()) as {
        rows: { id: string; email: string }[];
      }
    ).rows.map(({ id, email }) => [email.split("@")[0], id]),
  );

  await stageForeign(asOwner);
  const [{ id: keeper }] = (await (await page("vera").request.get("/api/v1/organisations")).json()) as [{ id: string }];
  const kept = { code: SYSTEM, name: SYSTEM, kind: "application", owner: keeper, operator: keeper, tier: 4 };
  const contacts = [{ name: "Desk that leadership does not call" }];
  expect([201, 422]).toContain((await write(page("besa"), "/systems", { ...kept, contacts })).status);
  const elsewhere = (text: string): Thing => ({ text, ref: LIVE, number: 0, outside: 0 });
  const other = await openIncident(page("besa"), unique("Nobody's"));
  const theirs = await say("besa", other, { text: unique("Other") });
  await asOwner("DELETE FROM membership WHERE incident_id = (SELECT id FROM incident WHERE ref = $1)", [other]);
  const drafted = await write(page("besa"), `/incidents/${LIVE}/decisions`, {
    type: "tell-public",
    title: unique("Say"),
  });
  expect(drafted.status).toBe(201);
  const draft = Number(drafted.body["number"]);
  const things: Record<string, Thing> = {
    "open incident": { text: LIVE, ref: LIVE, number: 0, outside: 0 },
    "other incident": { text: other, ref: other, number: 0, outside: 0 },
    "entry by ilir": await say("ilir", LIVE, { text: unique("By Ilir") }),
    "entry by piotr": await say("piotr", LIVE, { text: unique("By Piotr") }),
    "key entry": await say("ilir", LIVE, { text: unique("Key"), key: true }),
    "command entry": await say("besa", LIVE, { text: unique("Command"), audience: "command" }),
    "RED for dritan": await say("besa", LIVE, {
      text: unique("Red"),
      tlp: "TLP:RED",
      audience: "named",
      readers: [ids.get("authority")],
    }),
    "RED for mira": await say("besa", LIVE, {
      text: unique("Red"),
      tlp: "TLP:RED",
      audience: "named",
      readers: [ids.get("network")],
    }),
    "other's entry": theirs,
    "a draft": { text: "", ref: LIVE, number: draft, outside: draft },
    "a system": elsewhere(`/systems/${SYSTEM}"`),
    "contact of a system": elsewhere("Desk that leadership does not call"),
    "a record made elsewhere": elsewhere(FOREIGN_NAME),
    "words made elsewhere": elsewhere("Pumps answer again."),
    "key words made elsewhere": elsewhere("Main valve closed by hand"),
    "command words made elsewhere": elsewhere("Only for the command"),
  };

  async function say(name: string, ref: string, said: Record<string, unknown>): Promise<Thing> {
    const { status, body } = await write(page(name), `/incidents/${ref}/entries`, said);
    expect([said["text"], status]).toEqual([said["text"], 201]);
    const listed = (await (await page("besa").request.get(`/api/v1/incidents/${ref}/entries`)).json()) as {
      rows: { id: string; number: number }[];
    };
    const number = listed.rows.find(({ id }) => id === body["id"])?.number ?? 0;
    return { text: String(said["text"]), ref, number, outside: name === "piotr" ? Number(body["logNumber"]) : number };
  }

  async function outcome(name: string, action: string, object: string): Promise<string> {
    const [verb = "", pattern = ""] = action.split(/ (?=\/)/);
    const thing = things[object];
    const number = name === "piotr" ? thing?.outside : thing?.number;
    const address = pattern
      .replace("{ref}", thing?.ref ?? LIVE)
      .replace("{number}", String(number))
      .replace("{id}", FOREIGN)
      .replace("{code}", SYSTEM);
    const response = await page(name).request.get(address, { maxRedirects: 0 });
    const text = await response.text();
    if (verb === "find") return text.includes(thing?.text ?? "nothing") ? "yes" : "no";
    if (response.status() >= 300 && response.status() < 400)
      return String(response.headers()["location"]).includes("/sign-in") ? "sign-in" : "elsewhere";
    if (verb === "read" || response.status() !== 200) return String(response.status());
    return text.includes(offers[verb] ?? "nothing") ? "offers" : "told";
  }

  const rows = expected("page");
  const found: string[] = [];
  const wanted: string[] = [];
  for (const { action, object, cells } of rows) {
    for (const [name, cell] of cells) {
      wanted.push(`${action}, ${object}, ${name}: ${cell}`);
      found.push(`${action}, ${object}, ${name}: ${await outcome(name, action, object)}`);
    }
  }
  expect(found).toEqual(wanted);
  console.log(`matrix: ${count(rows)} cells over pages`);
});

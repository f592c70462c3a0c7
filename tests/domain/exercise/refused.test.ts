import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readExercise } from "@/lib/exercise/read";
import { admin, owner } from "../../support/database";
import { attack, load, type Raw, refused, seedFile, wholeDatabase } from "./console";

let before: string;
beforeAll(async () => {
  before = await wholeDatabase();
});
const unchanged = async () => expect(await wholeDatabase()).toBe(before);

const broken = (change: (file: Raw) => void) => {
  const file = attack();
  change(file);
  return file;
};
const entry = (file: Raw, id: string): Raw => file.timeline.find((one: Raw) => one.id === id);

test("one broken reference refuses the whole file and is named", async () => {
  const { message, lines } = await refused(load(broken((file) => (entry(file, "EV-040").systems = ["SYS-NOWHERE"]))));
  expect(message).toBe("the file was refused: 1 problem. Nothing was stored.");
  expect(lines).toEqual(['EV-040: systems: there is no system "SYS-NOWHERE"']);
  await unchanged();
});

const problems: Record<string, [(file: Raw) => void, string]> = {
  "a person who does not exist": [
    (file) => (entry(file, "EV-040").recordedBy = "P-99"),
    'EV-040: recordedBy: there is no person "P-99"',
  ],
  "a reference of a later floor": [
    (file) => (file.decisions[2].lifecycle[1].by = "P-98"),
    'DEC-03: lifecycle.by: there is no person "P-98"',
  ],
  "a category that is none": [
    (file) => (entry(file, "EV-040").category = "RUMOUR"),
    "EV-040: category: Invalid option",
  ],
  "a key that nobody knows": [(file) => (entry(file, "EV-040").mood = "bad"), 'EV-040: Unrecognized key: "mood"'],
  "an unknown list": [(file) => (file.rumours = []), 'file: Unrecognized key: "rumours"'],
  "an id that stands twice": [(file) => (file.people[3].id = "P-05"), "P-05: id: stands twice in people"],
  "a gap in the log numbers": [
    (file) => (entry(file, "EV-127").logNumber = 130),
    "EV-127: logNumber: 130 follows 126; 127 is missing",
  ],
  "a log number twice": [
    (file) => (entry(file, "EV-127").logNumber = 126),
    "EV-127: logNumber: 126 is also that of EV-126",
  ],
  "a time of writing that goes back": [
    (file) => (entry(file, "EV-016").recordedAt = "2022-07-15T14:29:00Z"),
    "EV-016: recordedAt: is earlier than that of EV-015, the line before",
  ],
  "something that happened after it was written": [
    (file) => (entry(file, "EV-016").occurredAt = "2022-07-15T14:49:00Z"),
    "EV-016: occurredAt: is more than 5 minutes after recordedAt",
  ],
  "a late entry that says it was not": [
    (file) => (entry(file, "EV-014").lateEntry = false),
    "EV-014: lateEntry: must be true, by the rule of 15 minutes",
  ],
  "a correction of another incident's entry": [
    (file) => (entry(file, "EV-071").corrects = "EV-900"),
    'EV-071: corrects: there is no entry of this incident "EV-900"',
  ],
  "a correction of what was corrected already": [
    (file) => Object.assign(entry(file, "EV-072"), { category: "CORRECTION", corrects: "EV-057" }),
    "EV-072: corrects: EV-057 was already corrected by EV-071, which is the newest",
  ],
  "a correction of a later entry": [
    (file) => (entry(file, "EV-071").corrects = "EV-072"),
    "EV-071: corrects: EV-072 is not an earlier entry",
  ],
  "a correction by someone of another house": [
    (file) => (entry(file, "EV-071").recordedBy = "P-15"),
    "EV-071: recordedBy: P-15 may not correct EV-057",
  ],
  "an entry by someone who writes no log": [
    (file) => (entry(file, "EV-040").recordedBy = "P-28"),
    "EV-040: recordedBy: P-28 is AUDITOR and writes no log",
  ],
  "an entry from outside any engagement": [
    (file) => (file.engagements[4].startedAt = "2022-07-17T07:15:00Z"),
    "EV-049: recordedBy: no engagement of ORG-LOC-C covers 2022-07-16T19:45:00Z",
  ],
  "an entry above the ceiling of its engagement": [
    (file) => (entry(file, "EV-088").tlp = "TLP:AMBER"),
    "EV-088: tlp: is above the ceiling of ENG-04",
  ],
  "a restricted entry without readers": [
    (file) => (entry(file, "EV-040").tlp = "TLP:RED"),
    "EV-040: audience: a TLP:RED entry must be named, with its readers",
  ],
  "a time that is no time": [
    (file) => (entry(file, "EV-040").recordedAt = "2022-02-30T10:00:00Z"),
    "EV-040: recordedAt: Invalid ISO datetime",
  ],
  "a status to which nothing leads": [
    (file) => (file.incident.containedAt = null),
    "INC-2022-001: status: nothing in the file leads to POST_INCIDENT",
  ],
  "a text with a sign that none can have": [
    (file) => (entry(file, "EV-040").title = "a\u0000b"),
    "EV-040: title: holds characters that no text can have",
  ],
  "a link that is a program": [(file) => (file.sources[0].url = "javascript:alert(1)"), "S-SEED: url: Invalid URL"],
};

describe("refused is", () => {
  test.each(Object.entries(problems))("%s", async (_name, [change, line]) => {
    const { lines } = await refused(load(broken(change)));
    expect(
      lines.some((said) => said.startsWith(line)),
      lines.join("\n"),
    ).toBe(true);
  });

  test("all of them are told at once, and nothing was stored by any", async () => {
    const file = broken((all) => {
      entry(all, "EV-040").recordedBy = "P-99";
      entry(all, "EV-041").category = "RUMOUR";
      all.tasks[0].assignedTo = "P-97";
      delete all.incident.title;
    });
    const { message, lines } = await refused(load(file));
    expect(message).toContain("4 problems");
    expect(lines.map((line) => line.split(":")[0]).sort()).toEqual(["EV-040", "EV-041", "TSK-01", "incident"]);
    await unchanged();
  });

  test.each([[null], [[]], [1], ["text"], [{}]])("%j as a whole file", async (raw) => {
    expect((await refused(load(raw))).lines.length).toBeGreaterThan(0);
  });
});

describe("before anything is looked at", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "kulla-exercise-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const text = JSON.stringify(attack());
  const files: [string, string | Buffer, string][] = [
    ["cut in the middle", text.slice(0, 200_000), "is cut: its text ends too early"],
    ["cut after a comma", text.slice(0, text.indexOf(",", 5000) + 1), "is cut: its text ends too early"],
    ["empty", "", "is cut: its text ends too early"],
    ["no JSON", "title: Attack", "is no JSON"],
    ["in UTF-16", Buffer.from(text, "utf16le"), "is no text in UTF-8"],
    ["in Latin-1", Buffer.from(text, "latin1"), "is no text in UTF-8"],
    ["a picture", Buffer.from("89504e470d0a1a0a", "hex"), "is no text in UTF-8"],
    ["too large", Buffer.alloc(5_000_001, 32), "is too large"],
  ];
  test.each(files)("a file that is %s is refused", async (name, content, says) => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    const { message } = await refused((async () => readExercise(file, new Date()))());
    expect(message).toContain(says);
  });

  test("a folder, and no file at all", async () => {
    expect((await refused((async () => readExercise(folder, new Date()))())).message).toContain("is a folder");
    const none = path.join(folder, "none");
    expect((await refused((async () => readExercise(none, new Date()))())).message).toBe(`There is no file ${none}.`);
  });
});

test("a failure in the middle of the load leaves nothing behind", async () => {
  await admin.query(
    `CREATE FUNCTION public.stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.log_number = 100 THEN RAISE 'no'; END IF; RETURN NEW; END $$`,
  );
  await admin.query("CREATE TRIGGER stop BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION public.stop()");
  await expect(load(attack())).rejects.toThrow();
  await admin.query("DROP FUNCTION public.stop CASCADE");
  await unchanged();
});

test("a code that belongs to somebody else here is named, and nothing was stored", async () => {
  await owner.query("INSERT INTO organisation (name, kind, code) VALUES ('Another house', 'GOV_AGENCY', 'ORG-AKSHI')");
  before = await wholeDatabase();
  const { lines } = await refused(load(readExercise(seedFile("albania-2022.json"), new Date()).raw));
  expect(lines).toEqual(["ORG-AKSHI: is Another house in this database"]);
  await unchanged();
});

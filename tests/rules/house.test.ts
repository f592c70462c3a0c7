import { describe, expect, test } from "vitest";
import { permissions } from "@/lib/access/permissions";
import { roles, standingRoles } from "@/lib/access/roles";
import { lines } from "@/lib/api";
import { phases } from "@/lib/incidents/machine";
import { languages } from "@/lib/kernel/preferences";
import { audiences, catalog, entryKinds, precisions } from "@/lib/record/catalog";
import { severities } from "@/lib/record/severity";
import { tlps } from "@/lib/record/tlp";
import { takenCodes } from "@/lib/systems/schema";
import { read, type Source, sources } from "../support/sources";

/** Law L14 of style.md §5.8 and its neighbours: what the house promises of itself and no linter sees. */
const commandFiles = sources(["lib"]).filter(({ file }) => /^lib\/\w+\/commands\/[\w-]+\.ts$/.test(file));

/** Names of the verbs that a command file brings, whether by `defineCommand` or, for the one way round Prisma, as `addEntry`. */
function verbsOf({ file, text }: Source): string[] {
  const defined = [...text.matchAll(/^export const \w+ = defineCommand\(\{\s*name: "([\w.-]+)"/gm)].map(
    (found) => found[1] ?? "",
  );
  return file.endsWith("/add-entry.ts") && /^export async function addEntry\(/m.test(text)
    ? [...defined, "entry.add"]
    : defined;
}
const exportsOf = ({ text }: Source) => [...text.matchAll(/^export (?!type|interface)/gm)].length;

describe("commands", () => {
  test("each file holds exactly one, and exports nothing else", () => {
    for (const source of commandFiles)
      expect([source.file, verbsOf(source).length, exportsOf(source)]).toEqual([source.file, 1, 1]);
  });

  test("their names are the rows of the permission table, and the file is named after the verb", () => {
    const verbs = commandFiles.flatMap(verbsOf);
    expect(verbs.toSorted()).toEqual(Object.keys(permissions).toSorted());
    for (const source of commandFiles) {
      const [noun = "", verb = ""] = (verbsOf(source)[0] ?? "").split(".");
      const name = verb.includes("-") ? verb : `${verb}-${noun}`;
      expect(source.file.split("/").at(-1)).toBe(`${name}.ts`);
    }
  });

  test("each is reached by exactly one line of the API", () => {
    const reached = lines.flatMap((line) =>
      line.does === "command" ? [line.command.name] : line.does === "handle" && line.verb ? [line.verb] : [],
    );
    // Asking the browser for a key, or for its signature, is the first half of an act.
    const halves = ["passkey.add", "decision.approve"];
    const once = reached.filter((name, index) => !halves.includes(name) || reached.indexOf(name) === index);
    expect(once.toSorted()).toEqual(Object.keys(permissions).toSorted());
  });

  test("a second command in a file, or none, would be seen", () => {
    const one = 'export const x = defineCommand({\n  name: "a.b",';
    expect(verbsOf({ file: "lib/a/commands/x.ts", text: `${one}\n});\n${one}` })).toHaveLength(2);
    expect(verbsOf({ file: "lib/a/commands/x.ts", text: "export const x = 1;" })).toHaveLength(0);
  });
});

/** Keys of a message file, with dots. */
function keysOf(language: string, file: string): Set<string> {
  const walk = (tree: Record<string, unknown>, at: string): string[] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string" ? [`${at}${key}`] : walk(value as Record<string, unknown>, `${at}${key}.`),
    );
  return new Set(walk(JSON.parse(read(`messages/${language}/${file}.json`)) as Record<string, unknown>, ""));
}
const missing = (keys: string[], known: Set<string>) => keys.filter((key) => !known.has(key));

describe.each(languages)("words in %s", (language) => {
  test("every type of the catalogue has a sentence, and no sentence is left over", () => {
    const wanted = Object.keys(catalog).map((type) => `sentence.${type.replace(".", "-")}`);
    const known = [...keysOf(language, "record")].filter((key) => key.startsWith("sentence."));
    expect(known.toSorted()).toEqual(wanted.toSorted());
  });

  test("every role has a name", () => {
    const wanted = [...roles, "ADMIN"].map((role) => `role.${role}`);
    expect(missing(wanted, keysOf(language, "access"))).toEqual([]);
  });

  test("every reason that the program gives has words", () => {
    const all = sources(["lib"])
      .map(({ text }) => text)
      .join("\n");
    const found = (pattern: RegExp) => [...new Set([...all.matchAll(pattern)].map((match) => match[1] ?? ""))];
    const refusals = found(/\bno\("(refusal\.[\w-]+)"\)/g);
    expect(refusals.length).toBeGreaterThan(4);
    expect(missing(refusals, keysOf(language, "access"))).toEqual([]);
    const becauses = [...found(/\bconflict\("([\w-]+)"/g), ...found(/new Refusal\("[\w-]+", "([\w-]+)"/g)].map(
      (key) => `because.${key}`,
    );
    expect(becauses.length).toBeGreaterThan(8);
    expect(missing(becauses, keysOf(language, "errors"))).toEqual([]);
    const fields = [...found(/message: "([a-z][\w-]*)"/g), ...found(/\binvalid\(\{ \w+: "([\w-]+)" \}\)/g)].map(
      (key) => `field.${key}`,
    );
    expect(fields.length).toBeGreaterThan(4);
    expect(missing(fields, keysOf(language, "errors"))).toEqual([]);
  });
});

/** Closed lists of the database, as the migrations write them. */
const migrations = sources(["prisma/migrations"], /\.sql$/)
  .map(({ text }) => text)
  .join("\n");
const listOf = (table: string, column: string) => {
  const found = new RegExp(`ALTER TABLE ${table} ADD CHECK \\(${column} IN \\(([^)]*)\\)\\)`).exec(migrations);
  return [...(found?.[1] ?? "").matchAll(/'([^']*)'/g)].map((match) => match[1]);
};

test.each<[string, string, readonly string[]]>([
  ["standing_duty", "role", standingRoles],
  ["membership", "role", roles],
  ["situation", "severity", severities],
  ["situation", "phase", phases],
  ["incident", "default_tlp", tlps],
  ["entry", "tlp", tlps],
  ["entry", "audience", audiences],
  ["entry", "kind", entryKinds],
  ["entry", "precision", precisions],
])("the database's list of %s.%s is the program's", (table, column, list) => {
  expect(listOf(table, column)).toEqual([...list]);
});

test("kinds of sessions are the same in the database and in the program", () => {
  const typed = /kind: ((?:"[\w-]+" ?\|? ?)+);/.exec(read("lib/kernel/db.ts"))?.[1] ?? "";
  expect(listOf("session", "kind")).toEqual([...typed.matchAll(/"([\w-]+)"/g)].map((match) => match[1]));
});

test("policies and functions name no role that does not exist", () => {
  const named = [...`${migrations}\n${read("prisma/policies.sql")}`.matchAll(/'([A-Z]+(?:_[A-Z]+)*)'/g)].map(
    (match) => match[1] ?? "",
  );
  expect(
    named.filter(
      (word) =>
        /COMMANDER|AUTHORITY|STAFF|LEADER|RESPONDER|AUDITOR/.test(word) && !(roles as readonly string[]).includes(word),
    ),
  ).toEqual([]);
});

/** Exports of a query file that do not take the one who asks as their first argument. */
function actorless({ text }: Source): string[] {
  const functions = [
    ...text.matchAll(
      /^export (?:const (\w+) = (?:async )?\(|async function (\w+)\(|function (\w+)\()\s*(\w*)(?::\s*(\w+))?/gm,
    ),
  ];
  return functions.filter((found) => found[5] !== "Actor").map((found) => found[1] ?? found[2] ?? found[3] ?? "");
}

test("every query takes the one who asks first", () => {
  for (const source of sources(["lib"], /queries\.ts$/))
    expect([source.file, actorless(source)]).toEqual([source.file, []]);
  const sample =
    "export const a = (actor: Actor) => 1;\nexport const b = (id: string, actor: Actor) => 1;\nexport async function c(tx: Tx) {}";
  expect(actorless({ file: "x", text: sample })).toEqual(["b", "c"]);
});

/** Ways in which text becomes SQL, or a setting outlives its transaction, or a Server Action comes in. */
const forbidden: [what: string, pattern: RegExp, allowed: string[]][] = [
  ["a setting that outlives its transaction", /set_config\([^)]*,\s*false\s*\)|SET SESSION\b(?! AUTHORIZATION)/i, []],
  ["text that becomes SQL", /\$(query|execute)RawUnsafe\b/, []],
  ["a raw fragment of SQL", /\bPrisma\.raw\b/, ["lib/kernel/sql.ts"]],
  ["a Server Action", /["']use server["']/, []],
  ["markup from text", /dangerouslySetInnerHTML|\.innerHTML\b|insertAdjacentHTML/, []],
];

describe.each(forbidden)("nowhere: %s", (_what, pattern, allowed) => {
  test("is in the program", () => {
    const program = [
      ...sources(["lib", "app", "components"]),
      ...["server.ts", "worker.ts", "signer.ts", "cli.ts"].flatMap(existing),
    ];
    const found = program
      .filter(({ file, text }) => !allowed.includes(file) && pattern.test(text))
      .map(({ file }) => file);
    expect(found).toEqual([]);
  });
});

function existing(file: string): Source[] {
  try {
    return [{ file, text: read(file) }];
  } catch {
    return [];
  }
}

test("each of these would be seen", () => {
  const samples = [
    "set_config('app.token', $1, false)",
    "tx.$queryRawUnsafe(text)",
    "Prisma.raw(text)",
    '"use server"',
    "node.innerHTML = text",
  ];
  expect(forbidden.map(([, pattern], index) => pattern.test(samples[index] ?? ""))).toEqual(forbidden.map(() => true));
});

test("the one raw fragment is a name of a closed list", () => {
  expect(read("lib/kernel/sql.ts").match(/Prisma\.raw\(/g)).toHaveLength(1);
  expect(read("lib/kernel/sql.ts")).toMatch(/\(name: "e" \| "c" \| "o"\) => Prisma\.raw\(name\)/);
});

test("no page of the catalogue stands where a system would", () => {
  const pages = sources(["app/(staff)/systems"], /^page\.tsx$/).map(({ file }) => file.split("/")[3] ?? "");
  const names = pages.filter((name) => name !== "page.tsx" && !name.startsWith("["));
  expect([...new Set(names)].map((name) => name.toUpperCase()).toSorted()).toEqual(takenCodes.toSorted());
});

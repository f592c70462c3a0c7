import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { checkExercise } from "@/lib/exercise/check";
import { readExercise } from "@/lib/exercise/read";
import { inOneTransaction } from "@/lib/kernel/db";
import { Sentence } from "@/lib/kernel/sentence";
import { attack, load, type Raw, seedFile, wholeDatabase } from "./console";

/** Any one place of a file is changed in any one way; the file is then refused, or loads and equals itself, and is never half there. */
const live = () => readExercise(seedFile("live-exercise.json"), new Date()).raw as Raw;

type Path = (string | number)[];
const pathsOf = (value: unknown, path: Path = []): Path[] => {
  const below = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const step = (key: string) => (Array.isArray(value) ? Number(key) : key);
  return [...(path.length > 0 ? [path] : []), ...below.flatMap(([key, inner]) => pathsOf(inner, [...path, step(key)]))];
};

const values = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    "",
    " ",
    [],
    {},
    true,
    -1,
    0,
    1.5,
    1e300,
    "P-01",
    "EX-03",
    "EV-003",
    "TLP:RED",
    "TLP:CLEAR",
    "\u0000",
    "\ud800",
  ),
  fc.constantFrom(
    "2022-07-16T19:45:00Z",
    "2022-07-16T19:45:00.1234Z",
    "0000-01-01T00:00:00Z",
    "2099-12-31T23:59:59Z",
    "2022-07-16",
  ),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.jsonValue({ maxDepth: 2 }),
);
const changes = fc.oneof(
  fc.record({ how: fc.constant("put" as const), value: values }),
  fc.record({ how: fc.constantFrom("drop" as const, "double" as const, "borrow" as const, "add" as const) }),
);
type Change = { how: "put" | "drop" | "double" | "borrow" | "add"; value?: unknown };

function change(file: Raw, path: Path, other: Path, { how, value }: Change): Raw {
  const holder = path.slice(0, -1).reduce((inner: Raw, step) => inner[step], file);
  const last = path.at(-1) ?? "";
  if (how === "put") holder[last] = value;
  else if (how === "borrow")
    holder[last] = structuredClone(other.reduce((inner: Raw, step) => inner?.[step], file) ?? null);
  else if (how === "add")
    Object.assign(typeof holder[last] === "object" && holder[last] ? holder[last] : holder, { stranger: 1 });
  else if (Array.isArray(holder))
    holder.splice(
      Number(last),
      1,
      ...(how === "double" ? [holder[Number(last)], structuredClone(holder[Number(last)])] : []),
    );
  else if (how === "drop") delete holder[last];
  return file;
}

class TakenBack extends Error {}

const of = (paths: Path[]) => fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...paths), changes);

let before: string;
beforeAll(async () => {
  before = await wholeDatabase();
});

test("the check of the great file never throws and never lets a hole through", () => {
  const file = attack();
  const now = new Date();
  fc.assert(
    fc.property(of(pathsOf(file)), ([path, other, how]) => {
      const changed = change(structuredClone(file), path, other, how);
      const { file: good, problems } = checkExercise(changed, now);
      expect(good === null).toBe(problems.length > 0);
      for (const { id, says } of problems) expect([id.length > 0, says.length > 0]).toEqual([true, true]);
    }),
    { numRuns: 400, examples: [[[["sources", 43, "id"], ["_readme"], { how: "put", value: "" }]]] },
  );
}, 120_000);

test("the live exercise, broken anywhere, is refused or loads and equals itself", async () => {
  const file = live();
  const loads = async (changed: Raw) => {
    try {
      // `load` itself compares what the record says with the file, before anything is kept.
      await inOneTransaction(async () => {
        await load(changed);
        throw new TakenBack();
      });
    } catch (error) {
      if (error instanceof TakenBack) return "loaded";
      if (error instanceof Sentence) return "refused";
      throw error;
    }
    return "kept";
  };
  const seen = { loaded: 0, refused: 0, kept: 0 };
  await fc.assert(
    fc.asyncProperty(of(pathsOf(file)), async ([path, other, how]) => {
      seen[await loads(change(structuredClone(file), path, other, how))] += 1;
    }),
    { numRuns: 120 },
  );
  expect(seen.kept).toBe(0);
  expect(seen.loaded).toBeGreaterThan(0);
  expect(seen.refused).toBeGreaterThan(0);
  expect(await wholeDatabase()).toBe(before);
}, 300_000);

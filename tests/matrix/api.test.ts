import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lines } from "@/lib/api";
import { env } from "@/lib/kernel/env";
import { type Answer, calls } from "../support/api";
import { as } from "../support/as";
import { count, expected, type Row } from "../support/oracle";
import { follow } from "../support/stream";
import { acts } from "./acts";
import { entryFor, type Principal, reset, type Stage, setStage, signInAll, type Thing } from "./stage";

/** G10 and G14 over HTTP: every line of the API, on every object, by every person, against the table written by hand. */
const LISTS = new Set([
  "GET /incidents",
  "GET /audit",
  "GET /search",
  "GET /incidents/{ref}/exports",
  "GET /foreign-logs",
]);
const rows = expected<Principal>("api");
const listed = expected<Principal>("list");
let stage: Stage;
let checked = 0;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => console.log(`matrix: ${checked} cells over HTTP`));

const tokenFor = async (who: Principal) => (who === "anonymous" ? "" : as(stage.cast[who]));

/** Each person for themselves, and all at once where nobody's doing changes what the next one finds. */
async function forEach(
  cells: [Principal, string][],
  { action, object }: Row,
  look: (who: Principal) => Promise<string>,
): Promise<[Principal, string][]> {
  await signInAll(stage);
  await reset(stage);
  if (!/severity|phase|systems\/import$/.test(action) && !/closed|other/.test(object))
    return Promise.all(cells.map(async ([who]): Promise<[Principal, string]> => [who, await look(who)]));
  const found: [Principal, string][] = [];
  for (const [who] of cells) {
    await reset(stage);
    found.push([who, await look(who)]);
  }
  return found;
}

async function outcome(action: string, object: string, who: Principal): Promise<string> {
  const token = await tokenFor(who);
  const { path = {}, body, headers } = (await acts[action]?.(stage, object, who, token)) ?? {};
  const [method = "", pattern = ""] = action.split(" ");
  const address = pattern.replace(/\{(\w+)\}/g, (_all, part: keyof Thing) =>
    encodeURIComponent(String(path[part] ?? "x")),
  );
  if (pattern.endsWith("/stream")) return streamed(token, path.ref ?? "");
  const asked = method === "GET" && body ? `?${new URLSearchParams(body as Record<string, string>)}` : "";
  // Nobody's browser sends its Origin, as everybody's does.
  const answer = await calls(token).send(method, address + asked, method === "GET" ? undefined : body, {
    headers: { ...headers, ...(!token && { origin: env().origin }) },
  });
  return seen(action, answer, path);
}

async function streamed(token: string, ref: string): Promise<string> {
  const stream = await follow(token, ref);
  stream.close();
  return String(stream.status);
}

/** An answer in the table's words. An entry that is another one than was meant is no 200. */
function seen(action: string, { status, text, body }: Answer, path: Thing): string {
  if (status === 200 && LISTS.has(action)) {
    const answer = JSON.parse(text) as unknown[] | { rows: unknown[] };
    return (Array.isArray(answer) ? answer : answer.rows).length > 0 ? "200" : "none";
  }
  if (status === 200 && action === "GET /incidents/{ref}/entries/{number}" && body["id"] !== path.id)
    return "another entry";
  return String(status);
}

describe.each(rows)("$action: $object", (row) => {
  test("as the table says", async () => {
    expect(await forEach(row.cells, row, (who) => outcome(row.action, row.object, who))).toEqual(row.cells);
    checked += row.cells.length;
  });
});

describe.each(listed)("in the timeline: $object", (row) => {
  test("as the table says", async () => {
    const isListed = async (who: Principal) => {
      const thing = await entryFor(stage, row.object, who);
      const { text } = await calls(await tokenFor(who)).get(`/incidents/${thing?.ref}/entries`);
      return text.includes(thing?.id ?? "nothing") ? "yes" : "no";
    };
    expect(await forEach(row.cells, row, isListed)).toEqual(row.cells);
    checked += row.cells.length;
  });
});

test("no line of the API is untested", () => {
  const tested = new Set(rows.map(({ action }) => action));
  const untested = lines.map(({ method, path }) => `${method} ${path}`).filter((line) => !tested.has(line));
  expect(untested, "untested line").toEqual([]);
  expect([...tested].filter((action) => !acts[action])).toEqual([]);
});

test("no row of the table speaks of a line that is gone", () => {
  const known = new Set(lines.map(({ method, path }) => `${method} ${path}`));
  expect([...new Set(rows.map(({ action }) => action))].filter((action) => !known.has(action))).toEqual([]);
});

test("every cell was looked at", () => {
  expect(checked).toBe(count(rows) + count(listed));
});

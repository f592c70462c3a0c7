import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { lines } from "@/lib/api";
import { type Answer, browses, calls } from "../../support/api";
import { type Cast, gather } from "../../support/cast";
import * as make from "../../support/make";

/** G38: whatever is sent wherever, the answer is one of the closed list, never a 5xx and never an inside. */
let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  for (const who of [cast.besa, cast.ilir, cast.piotr]) await make.addEntry(who, incident);
});

const RUNS = 400;
const endless = (path: string) => path.endsWith("/stream");
const insides = /node_modules|at \w+ \(|prisma|postgres|SELECT |\/lib\/|MISSING_MESSAGE|undefined is not/i;

const hostile = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "null",
    "%00",
    "%",
    "..",
    "../..",
    "%2e%2e%2f",
    "'",
    '"',
    "`",
    ";--",
    `$${"{x}"}`,
    "{{1}}",
    "<b>",
    "0",
    "-1",
    "1e400",
    "NaN",
    "true",
    "𝕏",
    "‮",
    "a".repeat(5000),
  ),
  fc.string({ unit: "binary", maxLength: 30 }),
);
const values = fc.oneof(fc.jsonValue({ maxDepth: 3 }), hostile, fc.integer(), fc.constant(null));
const fieldNames = fc.oneof(
  fc.constantFrom(
    "ref",
    "text",
    "name",
    "kind",
    "tlp",
    "audience",
    "readers",
    "key",
    "occurredAt",
    "occurredUntil",
    "precision",
    "severity",
    "phase",
    "version",
    "reason",
    "reasonKind",
    "language",
    "theme",
    "back",
    "person",
    "role",
    "code",
    "password",
    "__proto__",
    "constructor",
    "toString",
  ),
  fc.string({ maxLength: 12 }),
);
const bodies = fc.oneof(
  fc
    .array(fc.tuple(fieldNames, values), { maxLength: 6 })
    .map(
      (pairs) => `{${pairs.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value) ?? "0"}`).join()}}`,
    ),
  fc.json({ maxDepth: 4 }),
  fc.string({ unit: "binary", maxLength: 60 }),
);
const headerText = fc.string({ maxLength: 40 }).map((text) => text.replace(/[^\x20-\x7e]/g, "?"));
const headers = fc.dictionary(
  fc.constantFrom(
    "accept-language",
    "if-match",
    "x-request-id",
    "range",
    "forwarded",
    "x-forwarded-for",
    "accept",
    "content-type",
    "authorization",
  ),
  headerText,
  { maxKeys: 3 },
);
const keys = fc.oneof(fc.uuid(), headerText, fc.constant(null));
const cookies = fc.oneof(
  fc.constantFrom(
    "kulla-language=%E0%A4%A",
    "kulla-session=%",
    "kulla-session=x.y.z",
    "kulla-theme=<script>",
    "=;=;;",
    "kulla-session",
  ),
  headerText,
);

function expectSane({ status, text, headers: answered }: Answer, what: unknown) {
  expect(status, `${JSON.stringify(what)} → ${text.slice(0, 300)}`).toBeLessThan(500);
  expect(text.replaceAll(/"(text|name|reason)":"(?:[^"\\]|\\.)*"/g, "")).not.toMatch(insides);
  if (status >= 400) expect(answered.get("content-type")).toBe("application/problem+json; charset=utf-8");
}

const addresses = lines
  .filter(({ path }) => !endless(path))
  .map((line) => ({ method: line.method, path: line.path, open: line.does === "handle" && line.open }));
/** "." and ".." leave the API before anything is sent. */
const inPath = (odd: string) =>
  /^(\.|%2e){1,2}(\/|%2f|$)/i.test(odd) ? "x" : encodeURIComponent(Buffer.from(odd).toString());

test(`${RUNS} hostile calls as members: no 5xx, nothing of the inside`, { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...addresses),
      fc.constantFrom("besa", "ilir", "piotr", "vera"),
      fc.boolean(),
      hostile,
      bodies,
      headers,
      keys,
      async ({ method, path }, name, known, odd, raw, extra, key) => {
        if (path === "/session" && method === "DELETE") return;
        if (path === "/session/end") return;
        const url = path.replace(/\{(\w+)\}/g, (_all, part) =>
          known ? (part === "ref" ? incident.ref : "1") : inPath(odd),
        );
        const { authorization: _theirs, ...others } = extra;
        const call = {
          headers: { "content-type": "application/json", ...others },
          key,
          ...(method !== "GET" && { raw }),
        };
        expectSane(await calls(cast[name].token).send(method, url, undefined, call), { method, url, raw, extra, key });
      },
    ),
    { numRuns: RUNS },
  );
});

test("strangers with odd cookies, odd tokens and odd queries", { timeout: 60_000 }, async () => {
  const browser = await browses("no-such-token");
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...addresses),
      cookies,
      headers,
      hostile,
      async ({ method, path, open }, cookie, extra, odd) => {
        const url = `${path.replace(/\{\w+\}/g, "1")}?${new URLSearchParams({ before: odd, since: odd, [odd]: "1" })}`;
        const answer = await browser.send(method, url, undefined, { headers: { ...extra, cookie }, key: null });
        expectSane(answer, { method, url, cookie, extra });
        if (!open) expect([400, 401, 403, 404, 409, 413, 422, 429]).toContain(answer.status);
      },
    ),
    { numRuns: 200 },
  );
});

test("unknown methods on known addresses", async () => {
  for (const { path } of addresses) {
    for (const method of ["PUT", "PATCH", "OPTIONS"]) {
      const { status } = await calls(cast.ilir.token).send(method, path.replace(/\{\w+\}/g, "1"));
      expect([path, method, status < 500]).toEqual([path, method, true]);
    }
  }
});

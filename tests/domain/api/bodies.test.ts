import { request } from "node:http";
import { beforeAll, describe, expect, test } from "vitest";
import { type Answer, at, browses, calls, listening } from "../../support/api";
import { type Cast, gather } from "../../support/cast";
import { owner } from "../../support/database";
import * as make from "../../support/make";
import { newest, size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
});

const entries = () => `/incidents/${incident.ref}/entries`;
const post = (raw: BodyInit, type = "application/json"): Promise<Answer> =>
  calls(cast.ilir.token).post(entries(), undefined, { raw, headers: { "content-type": type } });
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));

describe("a body that is no JSON object in UTF-8 is refused, and nothing is written", () => {
  test.each<[string, BodyInit]>([
    ["nothing", ""],
    ["half a document", '{"text": "x"'],
    ["an array", '[{"text": "x"}]'],
    ["a string", '"x"'],
    ["null", "null"],
    ["a number", "1e999"],
    ["an XML document", "<text>x</text>"],
    ["bytes that are no UTF-8", bytes('{"text": "', [0xc3, 0x28], '"}')],
    ["an overlong encoding", bytes('{"text": "', [0xc0, 0xaf], '"}')],
    ["UTF-16", Buffer.from('{"text": "x"}', "utf16le")],
    ["a NUL in the text", '{"text": "a\\u0000b"}'],
    ["half a surrogate pair", '{"text": "a\\ud800b"}'],
    ["a NUL in a name", '{"text": "x", "a\\u0000": 1}'],
  ])("%s", async (_what, raw) => {
    const before = await size();
    const { status, body } = await post(raw);
    expect([status, body["kind"]]).toEqual([422, "invalid"]);
    expect(await size()).toBe(before);
  });
});

test("a text that is too long is told beside the field; a body that is too large is not read to its end", async () => {
  const before = await size();
  expect(await post(JSON.stringify({ text: "x".repeat(4001) }))).toMatchObject({
    status: 422,
    body: { fields: { text: "This is too long or too large." } },
  });
  expect((await post(JSON.stringify({ text: "ë".repeat(4000) }))).status).toBe(201);
  expect(await post(JSON.stringify({ text: "x".repeat(1_000_001) }))).toMatchObject({
    status: 413,
    body: { kind: "too-large" },
  });
  expect(await size()).toBe(before + 1);
});

test("a body without a length is cut off where it becomes too large", async () => {
  await listening();
  const before = await size();
  const status = await new Promise<number | string>((told) => {
    const sent = request(
      at(entries()),
      {
        method: "POST",
        headers: {
          authorization: `Bearer ${cast.ilir.token}`,
          "content-type": "application/json",
          "transfer-encoding": "chunked",
        },
      },
      (response) => {
        told(response.statusCode ?? 0);
        sent.destroy();
      },
    );
    sent.on("error", () => told("cut off"));
    const chunk = Buffer.alloc(65_536, "x");
    const pour = (left: number) => {
      if (left === 0 || sent.destroyed) return;
      sent.write(chunk, () => pour(left - 1));
    };
    pour(2000);
  });
  expect([413, "cut off"]).toContain(status);
  expect(await size()).toBe(before);
});

describe("what stands where a text or a number belongs is not obeyed", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["an operator of the database library", { text: { contains: "" } }, "text"],
    ["a list", { text: ["x"] }, "text"],
    ["a boolean for a label", { text: "x", tlp: true }, "tlp"],
    ["an operator for an audience", { text: "x", audience: { not: "named" } }, "audience"],
    ["an operator for readers", { text: "x", audience: "named", readers: { in: [] } }, "readers"],
    ["a name of a reader that is no id", { text: "x", audience: "named", readers: ["besa"] }, "readers.0"],
    ["a date without a zone", { text: "x", occurredAt: "2026-01-02T03:04:05" }, "occurredAt"],
    ["a date that is none", { text: "x", occurredAt: "2026-02-31T03:04:05Z" }, "occurredAt"],
    ["a clock of one's own", { text: "x", recordedAt: "2020-01-01T00:00:00Z" }, "recordedAt"],
    ["an author of one's own", { text: "x", actorId: "me" }, "actorId"],
    ["a number of one's own", { text: "x", logNumber: 1 }, "logNumber"],
    ["a type of one's own", { text: "x", type: "incident.opened" }, "type"],
    ["the audit trail as an audience", { text: "x", audience: "audit" }, "audience"],
    ["words that only the loader has", { text: "x", provenance: "public" }, "provenance"],
  ])("%s", async (_what, said, field) => {
    const before = await size();
    const { status, body } = await post(JSON.stringify(said));
    expect([status, Object.keys((body["fields"] ?? {}) as object)]).toEqual([422, [field]]);
    expect(await size()).toBe(before);
  });

  test("keys that reach for the prototype", async () => {
    for (const raw of [
      '{"text": "x", "__proto__": {"audience": "audit"}}',
      '{"text": "x", "constructor": {"prototype": {"x": 1}}}',
    ]) {
      expect((await post(raw)).status).toBe(422);
    }
    expect(({} as Record<string, unknown>)["audience"]).toBeUndefined();
  });

  test("the address wins over a body that names another incident", async () => {
    const other = await make.openIncident(cast, "Elsewhere");
    await post(JSON.stringify({ ref: other.ref, text: "Where am I?" }));
    expect((await newest("entry.logged")).incident_id).toBe(incident.id);
  });

  test("a number in the address that is none", async () => {
    for (const number of ["0", "-1", "1.5", "abc", "1e3", "99999999999999999999", "1%00"]) {
      const { status } = await calls(cast.ilir.token).get(`${entries()}/${number}`);
      expect([number, [404, 422].includes(status)]).toEqual([number, true]);
    }
  });

  test("a cursor that nobody gave", async () => {
    for (const before of [
      "x",
      "AAAA",
      Buffer.from("2026-01-01T00:00:00.000Z_1; DROP TABLE entry").toString("base64url"),
      "9".repeat(101),
    ]) {
      expect((await calls(cast.ilir.token).get(`${entries()}?before=${before}`)).status).toBe(422);
    }
    expect((await calls(cast.ilir.token).get(`${entries()}?show=secret`)).status).toBe(422);
    expect((await calls(cast.ilir.token).get(`${entries()}?limit=1000`)).status).toBe(422);
  });
});

describe("another site", () => {
  test("cannot make a browser write: a foreign, a missing and a null Origin are refused", async () => {
    const before = await size();
    const browser = await browses(cast.ilir.token);
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ]) {
      expect(await browser.post(entries(), { text: "x" }, { headers })).toMatchObject({
        status: 403,
        body: { because: "foreign-origin" },
      });
    }
    expect(await size()).toBe(before);
  });

  test("is not let in by a Bearer header beside the cookie", async () => {
    const browser = await browses(cast.ilir.token);
    expect(
      (
        await browser.post(
          entries(),
          { text: "x" },
          { headers: { authorization: "Bearer x", origin: "https://evil.example" } },
        )
      ).status,
    ).toBe(403);
  });

  test("gets no CORS answer", async () => {
    const { headers } = await calls(cast.ilir.token).get("/incidents", { headers: { origin: "https://evil.example" } });
    expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  });
});

test("a plain form from our own page writes an entry and leads back to it", async () => {
  const browser = await browses(cast.ilir.token);
  const key = crypto.randomUUID();
  const form = new URLSearchParams({ text: "Without a script", kind: "", tlp: "", key: "on", idempotencyKey: key });
  const send = () =>
    browser.post(entries(), undefined, {
      key: null,
      raw: form.toString(),
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
  const first = await send();
  expect([first.status, first.headers.get("location")]).toEqual([
    303,
    expect.stringMatching(new RegExp(`^/incidents/${incident.ref}#entry-\\d+$`)),
  ]);
  const before = await size();
  expect((await send()).headers.get("location")).toBe(first.headers.get("location"));
  expect(await size()).toBe(before);
});

test("an address that does not exist is a problem document, not a page", async () => {
  for (const path of ["/nothing", "/incidents/INC-1/entries/1/corrections/x"]) {
    const { status, headers, body } = await calls(cast.ilir.token).get(path);
    expect([path, status, headers.get("content-type"), body["kind"]]).toEqual([
      path,
      404,
      "application/problem+json; charset=utf-8",
      "not-found",
    ]);
  }
});

test("a refusal speaks the reader's language", async () => {
  const { body, text } = await calls(cast.arta.token).post(
    entries(),
    { text: "x" },
    { headers: { "accept-language": "sq" } },
  );
  expect(body["title"]).not.toBe("Not allowed");
  expect(text).not.toMatch(/needs\.entry\.add"?: undefined|MISSING_MESSAGE/);
});

test("nothing of the database survives a clever text", async () => {
  const clever = `'); DROP TABLE entry; -- \${process.env} {{7*7}} <script>alert(1)</script> %s \\u0000`;
  const { body } = await post(JSON.stringify({ text: clever }));
  const { rows } = await owner.query<{ text: string }>(
    "SELECT body::jsonb->>'text' AS text FROM entry_body WHERE entry_id = $1",
    [body["id"]],
  );
  expect(rows[0]?.text).toBe(clever);
});

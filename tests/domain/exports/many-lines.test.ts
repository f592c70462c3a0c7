import { createHash, randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { asActor } from "@/lib/access/as-actor";
import { getPrint, previewExport } from "@/lib/exports/queries";
import { linesOf, type Read } from "@/lib/exports/rows";
import { PRINT_MAX } from "@/lib/exports/schema";
import { at, listening } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import { admin, owner } from "../../support/database";
import * as make from "../../support/make";

const MANY = 20_000;
const TEXT = 1500;
const MB = 1_000_000;
/** Garbage that is not yet collected counts as well; a hundred thousand lines, 351 MB, took no more than these. */
const MEMORY_MB = 300;
let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast, "A long one");
  await fill(MANY);
});

const actorOf = (name: Name) => asActor(cast[name].token, async (_tx, actor) => actor);

/** So many lines at once as no test could write: put into the tables past the ledger, which these tests do not ask for proof. */
async function fill(count: number): Promise<void> {
  const { rows } = await owner.query<{ seq: number }>("SELECT max(seq)::int AS seq FROM entry");
  const values = [count, incident.id, cast.ilir.id, cast.ilir.organisationId, rows[0]?.seq ?? 0];
  await admin.query(
    `INSERT INTO entry (seq, incident_id, log_number, type, kind, actor_id, actor_role, organisation_id, occurred_at, precision, recorded_at, audience, tlp, canon, leaf, chain)
     SELECT $5::bigint + n, $2, n, 'entry.logged', 'note', $3, 'AGENCY_STAFF', $4, now() - make_interval(secs => n % 5000), 'exact', now(), 'incident',
       'TLP:AMBER', '', 'x', 'x' FROM generate_series(1, $1::int) n`,
    values,
  );
  await admin.query(
    `INSERT INTO entry_body (entry_id, salt, body) SELECT e.id, 'x', jsonb_build_object('text', 'Entry ' || e.log_number || ' ' || repeat('ë', $1))
     FROM entry e WHERE e.incident_id = $2 AND e.log_number IS NOT NULL`,
    [TEXT, incident.id],
  );
  await admin.query("UPDATE ledger_head SET seq = seq + $1", [count]);
  await admin.query("ANALYZE entry, entry_body");
}

test("leave as a stream, with the hash that was stated before the first of them", { timeout: 300_000 }, async () => {
  await listening();
  const begun = performance.now();
  const response = await fetch(at(`/incidents/${incident.ref}/exports`), {
    method: "POST",
    body: JSON.stringify({ format: "ndjson" }),
    headers: {
      authorization: `Bearer ${cast.besa.token}`,
      "content-type": "application/json",
      "idempotency-key": randomUUID(),
    },
  });
  expect(response.status).toBe(200);
  const first = performance.now();
  const hash = createHash("sha256");
  const before = process.memoryUsage().rss;
  let [bytes, lines, peak, head] = [0, 0, 0, true];
  for await (const chunk of response.body ?? []) {
    const part = Buffer.from(chunk as Uint8Array);
    bytes += part.length;
    for (const sign of part) if (sign === 10) lines += 1;
    hash.update(head ? part.subarray(part.indexOf(10) + 1) : part);
    head = false;
    peak = Math.max(peak, process.memoryUsage().rss - before);
  }
  const said = (work: number) => `${(work / 1000).toFixed(1)} s`;
  console.log(
    `export: ${lines} lines, ${Math.round(bytes / MB)} MB, first byte after ${said(first - begun)}, all after ${said(performance.now() - begun)}, memory +${Math.round(peak / MB)} MB`,
  );
  // The banner, and the opening of the incident.
  expect(lines).toBe(MANY + 2);
  expect(response.headers.get("x-kulla-lines")).toBe(String(MANY + 1));
  expect(hash.digest("hex")).toBe(response.headers.get("x-kulla-sha256"));
  expect(bytes).toBeGreaterThan(MANY * TEXT * 2);
  expect(peak / MB).toBeLessThan(MEMORY_MB);
});

test("are read no faster than they are taken, each once and in order", async () => {
  let reads = 0;
  const loaded = { id: incident.id, ref: incident.ref, name: incident.name, zone: "Europe/Tirane", exercise: false };
  const plan = {
    ...{ whose: "all", order: "happened" as const, to: "oneself" as const, outside: false, upTo: 2n ** 60n },
    incident: { ...loaded, tlp: "TLP:AMBER" as const },
  };
  const reading: Read = (work) => {
    reads += 1;
    return asActor(cast.ilir.token, work);
  };
  const taken = linesOf(reading, plan, "en");
  await taken.next();
  expect(reads).toBe(2);
  const ids = new Set<string>();
  let last = 0;
  for await (const { id, occurredAt, line } of taken) {
    ids.add(id);
    expect(occurredAt.getTime()).toBeGreaterThanOrEqual(last);
    last = occurredAt.getTime();
    expect(line).toBe(ids.size + 1);
  }
  expect(ids.size).toBe(MANY);
});

test("of a session that ends in between stop there", async () => {
  const plan = {
    ...{ whose: "all", order: "recorded" as const, to: "oneself" as const, outside: false, upTo: 2n ** 60n },
    incident: { ...incident, zone: "Europe/Tirane", exercise: false, tlp: "TLP:AMBER" as const },
  };
  const taken = linesOf((work) => asActor(cast.dritan.token, work), plan, "en");
  await taken.next();
  await owner.query("UPDATE session SET revoked_at = now() WHERE person_id = $1", [cast.dritan.id]);
  await expect(
    (async () => {
      for await (const _line of taken);
    })(),
  ).rejects.toMatchObject({ kind: "unauthenticated" });
});

test("are printed in parts of a thousand, whose lines and hashes are those of the whole", async () => {
  const print = async (part: number) =>
    getPrint(await actorOf("ilir"), incident.ref, { whose: "all", order: "happened", part }, "en");
  const [one, two, last, beyond] = [await print(1), await print(2), await print(21), await print(22)];
  expect([one?.lines.length, two?.lines.length, last?.lines.length, beyond?.lines.length]).toEqual([
    PRINT_MAX,
    PRINT_MAX,
    1,
    0,
  ]);
  expect([one?.total, two?.lines[0]?.line]).toEqual([MANY + 1, PRINT_MAX + 1]);
  expect(one?.sha256).not.toBe(two?.sha256);
});

test("are measured before anything leaves", async () => {
  const choice = { whose: "all", order: "happened", to: "another", ceiling: "TLP:GREEN" } as const;
  const { preview } = await previewExport(await actorOf("besa"), incident.ref, choice);
  // With the opening of the incident, and with the line that tells of the export before.
  expect(preview).toMatchObject({ lines: 0, hidden: MANY + 2, strictest: null, first: null });
});

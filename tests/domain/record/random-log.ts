import { randomUUID } from "node:crypto";
import type pg from "pg";
import { newToken } from "@/lib/kernel/ids";
import type { Cast } from "../../support/cast";
import type { Random } from "./random";

const WORDS = [
  "Portali ynë",
  "e-Albania",
  "“wiped”",
  "line\nbreak",
  "tab\there",
  "\\u0000",
  "☎️ 112",
  "ç ë Ç Ë",
  '{"v":2}',
  "日本",
  "null",
  "",
];
const WRITERS = ["besa", "dritan", "ilir", "mira", "piotr"] as const;
const TLPS = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"];
const STAMPS = [
  "2022-07-15T04:00:00Z",
  "2022-07-15T04:00:00.123456+02:00",
  "2026-01-01T00:00:00.9996Z",
  "1999-12-31 23:59:59.9999",
];

interface Written {
  id: string;
  incident: string;
}

/** Writes a random log of so many lines through the ledger itself, inside the transaction of `client`, as its owner. */
export async function writeRandomLog(client: pg.ClientBase, cast: Cast, random: Random, length: number): Promise<void> {
  const incidents = [await incident(client, cast, false), await incident(client, cast, true)];
  const people = Object.values(cast).map(({ id }) => id);
  const written: Written[] = [];
  for (let line = 0; line < length; line += 1) {
    const place = random.chance(0.85) ? random.oneOf(incidents) : null;
    const loaded = place === incidents[1] && random.chance(0.3);
    await client.query("SELECT set_config('app.token', $1, true), set_config('app.loader_clock', $2, true)", [
      random.chance(0.05) ? await systemToken(client) : cast[random.oneOf(WRITERS)].token,
      loaded ? random.oneOf(STAMPS) : "",
    ]);
    const form = place
      ? logged(random, place, people, written)
      : { type: "sign-in.done", audience: "audit", body: "{}" };
    // The loader's past is no past of a line that says when it happened.
    const { rows } = await client.query<{ receipt: { id: string } }>("SELECT app.ledger_append($1::jsonb) AS receipt", [
      JSON.stringify(loaded ? { ...form, occurredAt: undefined, occurredUntil: undefined, precision: "day" } : form),
    ]);
    if (place && "numbered" in form) written.push({ id: rows[0]?.receipt.id ?? "", incident: place });
  }
}

function logged(random: Random, incident: string, people: string[], written: Written[]) {
  const readers = random.chance(0.2) ? people.filter(() => random.chance(0.3)) : undefined;
  const earlier = written.filter((one) => one.incident === incident);
  const back =
    earlier.length > 0 && random.chance(0.2)
      ? { [random.oneOf(["corrects", "withdraws"])]: random.oneOf(earlier).id }
      : {};
  const between = random.chance(0.1);
  return {
    type: random.oneOf(["entry.logged", "entry.logged", "entry.corrected", "incident.severity-set"]),
    kind: random.oneOf(["action", "finding", "message", "outside-check", "statement", "note"]),
    incident,
    subjectType: "entry",
    ...(random.chance(0.5) && { subjectId: randomUUID().toUpperCase() }),
    ...(random.chance(0.7) && { numbered: true }),
    ...(random.chance(0.6) && { occurredAt: random.oneOf(STAMPS) }),
    ...(between
      ? { occurredAt: "2022-07-15T04:00:00Z", occurredUntil: "2022-07-15T04:30:00.5004Z", precision: "between" }
      : { precision: random.oneOf(["exact", "about", "day"]) }),
    ...(random.chance(0.2) && { writtenAt: random.oneOf(STAMPS) }),
    ...(readers
      ? { readers, audience: "named", tlp: random.oneOf([...TLPS, "TLP:RED"]) }
      : { audience: random.oneOf(["incident", "command", "audit"]) }),
    ...(random.chance(0.5) && !readers && { tlp: random.oneOf(TLPS) }),
    ...(random.chance(0.2) && { key: true }),
    ...(random.chance(0.8) && { clientId: `{${randomUUID()}}`, fingerprint: "00ff" }),
    ...back,
    body: JSON.stringify({ text: Array.from({ length: random.between(0, 30) }, () => random.oneOf(WORDS)).join(" ") }),
  };
}

async function incident(client: pg.ClientBase, cast: Cast, exercise: boolean): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    "INSERT INTO incident (ref, name, zone, exercise, opened_at, opened_by_id) VALUES ($1, 'Random', 'Europe/Tirane', $2, now(), $3) RETURNING id",
    [`INC-${randomUUID().slice(0, 8)}`, exercise, cast.besa.id],
  );
  const id = rows[0]?.id ?? "";
  for (const name of WRITERS) {
    await client.query(
      "INSERT INTO membership (incident_id, person_id, organisation_id, role, starts_at) VALUES ($1, $2, $3, $4, now() - interval '1 day')",
      [id, cast[name].id, cast[name].organisationId, cast[name].holds],
    );
  }
  return id;
}

async function systemToken(client: pg.ClientBase): Promise<string> {
  const token = newToken();
  await client.query("SELECT app.enrol_system('jobs', $1)", [token]);
  return token;
}

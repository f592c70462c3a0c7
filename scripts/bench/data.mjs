// A long log: as many lines as are asked for, through the ledger itself, so that the record verifies.
import { randomUUID } from "node:crypto";
import { issueToken, openIncident, writersOf } from "./cast.mjs";
import { line } from "./words.mjs";

const BATCH = 500;
const SPAN_MINUTES = 43_200;

/** Fills a new incident with `count` lines over thirty days; answers the incident. */
export async function fill(house, ref, count) {
  const incident = await openIncident(
    house.owner,
    house.cast,
    ref,
    `The long night, ${count.toLocaleString("en")} lines`,
  );
  const tokens = [];
  for (const person of writersOf(house.cast)) tokens.push(await issueToken(house.owner, person, "data"));
  const start = Date.now() - (SPAN_MINUTES + 600) * 60_000;
  for (let first = 0; first < count; first += BATCH) {
    const size = Math.min(BATCH, count - first);
    const calls = Array.from({ length: size }, (_, index) => callOf(first + index, count, start, ref, tokens));
    const { rows } = await house.owner.query(
      `SELECT app.log_entries($1::jsonb, ARRAY['INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF'], ARRAY['containing']) AS answers`,
      [JSON.stringify(calls)],
    );
    const refused = rows[0].answers.find((answer) => answer.refused);
    if (refused) throw new Error(`the ledger refused a line: ${JSON.stringify(refused)}`);
  }
  await house.owner.query("UPDATE session SET revoked_at = now() WHERE name = 'data' AND revoked_at IS NULL");
  await house.owner.query("ANALYZE entry, entry_body");
  return incident;
}

function callOf(n, count, start, ref, tokens) {
  const { text, kind, basis, key, minutesLate } = line(n);
  const clock = start + (n / count) * SPAN_MINUTES * 60_000;
  return {
    ref,
    token: tokens[Math.floor(n / 20) % tokens.length],
    clock: new Date(clock).toISOString(),
    occurredAt: new Date(clock - minutesLate * 60_000).toISOString(),
    clientId: randomUUID(),
    fingerprint: "00",
    type: "entry.logged",
    kind,
    precision: "exact",
    audience: "incident",
    key,
    body: JSON.stringify({ text, basis }),
  };
}

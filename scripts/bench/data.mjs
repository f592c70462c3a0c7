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
  const start = Date.now() - (SPAN_MINUTES + 600) * 60_000;
  const write = await writing(house, incident, (n, late) => {
    const clock = start + (n / count) * SPAN_MINUTES * 60_000;
    return { clock: new Date(clock).toISOString(), occurredAt: new Date(clock - late * 60_000).toISOString() };
  });
  for (let first = 0; first < count; first += BATCH) await write(first, Math.min(BATCH, count - first));
  await house.owner.query("UPDATE session SET revoked_at = now() WHERE name = 'data' AND revoked_at IS NULL");
  await house.owner.query("ANALYZE entry, entry_body");
  return incident;
}

/** Answers a function that writes `size` lines from the nth on in one commit; `times` may give each line other times than now. */
export async function writing({ owner, cast }, { ref }, times = () => ({})) {
  const tokens = [];
  for (const person of writersOf(cast)) tokens.push(await issueToken(owner, person, "data"));
  return async (first, size) => {
    const calls = Array.from({ length: size }, (_, index) => callOf(first + index, ref, tokens, times));
    const { rows } = await owner.query(
      `SELECT app.log_entries($1::jsonb, ARRAY['INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF'], ARRAY['containing']) AS answers`,
      [JSON.stringify(calls)],
    );
    const refused = rows[0].answers.find((answer) => answer.refused);
    if (refused) throw new Error(`the ledger refused a line: ${JSON.stringify(refused)}`);
  };
}

function callOf(n, ref, tokens, times) {
  const { text, kind, basis, key, minutesLate } = line(n);
  return {
    ref,
    token: tokens[Math.floor(n / 20) % tokens.length],
    ...times(n, minutesLate),
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

// What is in the database, against what was acknowledged. Each look is a new connection: the old ones died with the server.
import { withClient } from "../lib/sql.mjs";

/** Acknowledged and gone or changed, there twice, missing numbers, and entries that nobody sent. */
export async function findings(ownerUrl, incident, kept, sent) {
  const rows = await entriesOf(ownerUrl, incident);
  const keys = rows.map(({ key }) => key);
  const order = await withClient(ownerUrl, (owner) => owner.query(ORDER));
  return {
    lost: lostOf(rows, kept),
    twice: keys.length - new Set(keys).size + rows.length - new Set(rows.map(({ body }) => body)).size,
    gaps: rows.filter(({ number }, n) => number !== n + 1).length + Number(order.rows[0].gaps),
    strange: keys.filter((key) => !sent.has(key)).length,
  };
}

/** Acknowledged entries that are not there as they were acknowledged. */
export function lostOf(rows, kept) {
  const found = new Map(rows.map((row) => [row.key, row]));
  return [...kept].filter(([key, receipt]) => {
    const row = found.get(key);
    return row?.id !== receipt.id || row.leaf !== receipt.leaf || row.number !== receipt.logNumber;
  }).length;
}

/** The entries of an incident as they are kept, in the order of their numbers. */
export const entriesOf = (ownerUrl, { id }) =>
  withClient(ownerUrl, async (owner) => (await owner.query(ENTRIES, [id])).rows);

const ENTRIES = `
SELECT e.id, e.client_id AS key, e.log_number AS number, encode(e.leaf, 'hex') AS leaf, b.body
FROM entry e JOIN entry_body b ON b.entry_id = e.id WHERE e.incident_id = $1 AND e.log_number IS NOT NULL ORDER BY e.log_number`;
const ORDER =
  "SELECT count(*) FILTER (WHERE seq <> place) AS gaps FROM (SELECT seq, row_number() OVER (ORDER BY seq) AS place FROM entry) all_lines";

// The board of systems: its first screen, its answer and its line on the command page, over a real database with the map of P6.

import { step } from "../lib/say.mjs";
import { openIncident } from "./cast.mjs";
import { atMost, percentile } from "./figures.mjs";
import { map } from "./p6.mjs";
import { browserOf, REQUESTS, times } from "./pages.mjs";

const REF = "BENCH-SYSTEMS";
const KINDS = [
  "citizen-service",
  "application",
  "registry",
  "platform",
  "identity",
  "network",
  "data-centre",
  "external",
];
/** One of so many systems is down, and one of so many has been confirmed: the worst is what a board shows on its first day. */
const DOWN_EACH = 60;
const CONFIRMED_EACH = 3;

/** Puts the map of P6 into the catalogue and lets some systems fail; answers the incident. */
async function fillSystems({ owner, cast }) {
  const incident = await openIncident(owner, cast, REF, "A thousand systems");
  const { systems, needs } = map();
  const rows = systems.map(({ id }, n) => ({
    code: id,
    name: `System number ${n}`,
    kind: KINDS[n % KINDS.length],
    tier: n % 5,
    owner: cast[n % cast.length].organisationId,
  }));
  await owner.query(
    `INSERT INTO system (code, name, kind, tier, owner_id, operator_id)
     SELECT code, name, kind, tier, owner, owner FROM jsonb_to_recordset($1::jsonb) AS r (code text, name text, kind text, tier int, owner uuid)`,
    [JSON.stringify(rows)],
  );
  await owner.query(
    `INSERT INTO dependency (system_id, needs_id, kind, "group", confirmed_at, confirmed_by_id)
     SELECT f.id, t.id, r.kind, r."group", CASE WHEN confirmed THEN now() END, CASE WHEN confirmed THEN $2::uuid END
     FROM jsonb_to_recordset($1::jsonb) AS r ("from" text, "to" text, kind text, "group" text, confirmed boolean)
     JOIN system f ON f.code = r."from" JOIN system t ON t.code = r."to"`,
    [JSON.stringify(needs), cast[0].id],
  );
  await owner.query(
    `INSERT INTO system_state (incident_id, system_id, state, since, confirmed_at, confirmed_by_id, changed_by_id)
     SELECT $1, id, CASE WHEN n % $3 = 0 THEN 'down' ELSE 'operational' END, now(), now(), $2, $2
     FROM (SELECT id, row_number() OVER (ORDER BY code DESC) AS n FROM system) s WHERE n % $3 = 0 OR n % $4 = 0`,
    [incident.id, cast[0].id, DOWN_EACH, CONFIRMED_EACH],
  );
  await owner.query("ANALYZE system, dependency, system_state");
}

export async function board(house) {
  const { rowCount } = await house.owner.query("SELECT 1 FROM incident WHERE ref = $1", [REF]);
  if (rowCount === 0) await step("Writing 1,000 systems and 5,000 needs", () => fillSystems(house));
  const headers = await browserOf(house);
  const figures = [];
  for (const [what, path] of [
    ["first screen", `/incidents/${REF}/systems`],
    ["API, all rows", `/api/v1/incidents/${REF}/systems`],
    ["command page with its line", `/incidents/${REF}`],
  ]) {
    const { length } =
      (await (await fetch(house.settings.origin + path, { headers })).text()).match(/SYS-0|data-row|systems-line/g) ??
      [];
    if (!length) throw new Error(`${path} shows nothing`);
    const taken = await times(house.settings.origin + path, headers);
    const said = `board, 1,000 systems, 5,000 needs, ${what}: p95 of ${REQUESTS}`;
    figures.push({ id: "Board", said, ...atMost(percentile(taken, 0.95), 200, "ms") });
  }
  return figures;
}

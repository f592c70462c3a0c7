// P3: durable appends through the API by 16 clients, against a bare server on the same Postgres in the same minutes.
import { fork } from "node:child_process";
import { once } from "node:events";
import { onStop } from "../lib/stop.mjs";
import { issueToken, openIncident } from "./cast.mjs";
import { atLeast, median, perSecond } from "./figures.mjs";
import { line } from "./words.mjs";

const CLIENTS = 16;
const COUNT = 4000;
const WARM_UP = 1500;
const ROUNDS = 5;
const REACH = 0.5;

/** Alternates both servers, so that a busy moment of the machine hits both; compares their medians. */
export async function p3(house) {
  const { owner, cast, settings, urls } = house;
  const incident = await openIncident(owner, cast, "INC-2026-03", "Sixteen people write at once");
  const tokens = await Promise.all(
    Array.from({ length: CLIENTS }, (_, n) => issueToken(owner, cast[n % cast.length], `client ${n}`)),
  );
  const clients = start("load.mjs");
  const bare = start("bare.mjs", { BARE_URL: urls.owner, BARE_CLIENTS: String(CLIENTS) });
  await owner.query("CREATE TABLE bare_line (id bigserial PRIMARY KEY, text text, at timestamptz DEFAULT now())");
  const [{ port }] = await once(bare, "message");
  const body = { text: line(7).text, kind: "action" };
  const api = { port: settings.port, host: new URL(settings.origin).host };
  const ours = { ...api, path: `/api/v1/incidents/${incident.ref}/entries`, tokens, body };
  const theirs = { port, host: `127.0.0.1:${port}`, path: "/", tokens, body };
  const rate = async (target, count) => {
    clients.send({ ...target, count });
    const [{ seconds, error }] = await once(clients, "message");
    if (error) throw new Error(`P3: ${error}`);
    return count / seconds;
  };
  for (const target of [theirs, ours]) await rate(target, WARM_UP);
  const rates = { ours: [], theirs: [] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.theirs.push(await rate(theirs, COUNT));
    rates.ours.push(await rate(ours, COUNT));
  }
  await requireKept(owner, incident, WARM_UP + ROUNDS * COUNT);
  clients.kill();
  bare.kill();
  const [a, b] = [median(rates.ours), median(rates.theirs)];
  const said = `append, ${CLIENTS} clients: ${perSecond(a)} against bare ${perSecond(b)}`;
  return [{ id: "P3", said, ...atLeast(a / b, REACH), rates }];
}

/** A figure of lines that were not kept would be worth nothing. */
async function requireKept(owner, incident, count) {
  const { rows } = await owner.query(
    `SELECT (SELECT count(*)::int FROM entry WHERE incident_id = $1) AS ours, (SELECT count(*)::int FROM bare_line) AS bare`,
    [incident.id],
  );
  if (rows[0].ours !== count || rows[0].bare !== count)
    throw new Error(`P3: ${count} lines were acknowledged, ${JSON.stringify(rows[0])} are kept`);
}

function start(file, env = {}) {
  const child = fork(new URL(file, import.meta.url), { env: { ...process.env, ...env } });
  onStop(() => child.kill());
  return child;
}

// Eight clients write while Postgres and the app are killed with -9 at random. What was acknowledged must be there, once, without
// a gap. Then the same with the one setting off that makes a commit durable: that must lose something, or the first run proves nothing.
import path from "node:path";
import { issueToken, openIncident } from "../bench/cast.mjs";
import { openHouse } from "../bench/house.mjs";
import { run } from "../lib/processes.mjs";
import { bundled } from "../lib/programs.mjs";
import { say } from "../lib/say.mjs";
import { withClient } from "../lib/sql.mjs";
import { entriesOf, findings, lostOf } from "./findings.mjs";
import { killNow, killTree } from "./kill.mjs";
import { startWriting } from "./writers.mjs";

const CLIENTS = 8;
const CONTROL_KILLS = 5;
const CONTROL = ["synchronous_commit = off", "wal_writer_delay = '10s'", "wal_writer_flush_after = '64MB'"];

/** Kills so many times, then runs the control; answers two figures. */
export async function durability({ kills = 30 } = {}) {
  process.env.KULLA_SIGN_EVERY = "1";
  const house = await openHouse({ longestPause: 500 });
  house.tokens = await Promise.all(
    Array.from({ length: CLIENTS }, (_, n) =>
      issueToken(house.owner, house.cast[n % house.cast.length], `client ${n}`),
    ),
  );
  const storm = await underKills(house, kills);
  const control = await controlRun(house);
  return [storm, control];
}

async function underKills(house, kills) {
  const { writing, incident } = await begin(house, "INC-2026-08", "Everything is killed");
  const killed = { postgres: 0, app: 0, signer: 0 };
  const begun = performance.now();
  while (killed.postgres + killed.app < kills) {
    // Some hundred entries between two blows, so that each hits a house at work.
    await writing.more(100 + Math.random() * 400);
    await blow(house, killed);
  }
  const { kept, sent, unanswered } = await writing.stop();
  const seconds = Math.round((performance.now() - begun) / 1000);
  // The last blow can come between the last commit and its answer: all are answered and nobody has missed the server yet.
  await house.server.ready();
  const found = await findings(house.urls.owner, incident, kept, sent);
  const verified = await verify(house);
  const { lost, twice, gaps, strange } = found;
  const ok = lost + twice + gaps + strange === 0 && verified.ok;
  const blows = `${killed.postgres} kills of Postgres, ${killed.app} of the app, ${killed.signer} of the signer`;
  const kind = `${lost} lost, ${twice} twice, ${gaps} gaps, ${strange} never sent, record ${verified.ok ? "whole" : "BROKEN"}`;
  const said = `durability: ${blows} in ${seconds} s, ${kept.size} acknowledged (${unanswered} tries unanswered), ${kind}; acknowledged and not kept`;
  if (!verified.ok) say(verified.words);
  return {
    id: "D1",
    said,
    value: lost + twice + gaps,
    reach: 0,
    unit: "entries",
    sign: "<=",
    ok,
    killed,
    kept: kept.size,
    ...found,
  };
}

/** Postgres as often as the app; the signer now and then, because it must find its own last statement again. */
async function blow({ server, programs: [app, , signer] }, killed) {
  const dice = Math.random();
  if (dice < 0.5) killed.postgres += (await killTree(server.pid())) ? 1 : 0;
  else killed.app += killNow(app.pid()) ? 1 : 0;
  if (dice < 0.1 || dice > 0.9) killed.signer += killNow(signer.pid()) ? 1 : 0;
}

async function controlRun(house) {
  // It would refuse what is about to happen, as it should.
  await house.programs[2].stop();
  await withClient(house.server.url, async (admin) => {
    for (const setting of CONTROL) await admin.query(`ALTER SYSTEM SET ${setting}`);
    await admin.query("SELECT pg_reload_conf()");
  });
  // What the clients need is put on the disk first: only their entries are to be at risk.
  const flush = () => withClient(house.server.url, (admin) => admin.query("CHECKPOINT"));
  const { writing, incident } = await begin(house, "INC-2026-09", "The control", flush);
  for (let kill = 0; kill < CONTROL_KILLS; kill++) {
    await writing.more(300);
    await killTree(house.server.pid());
  }
  const { kept } = await writing.stop();
  await house.server.ready();
  const lost = lostOf(await entriesOf(house.urls.owner, incident), kept);
  const verdict =
    lost > 0 ? "so a loss would have been seen" : "VOID: nothing was lost, so the run before it proves nothing";
  const said = `control: synchronous_commit=off, ${CONTROL_KILLS} kills, ${kept.size} acknowledged, ${verdict}; lost`;
  return { id: "D2", said, value: lost, reach: 1, unit: "entries", sign: ">=", ok: lost > 0, kept: kept.size };
}

async function begin({ owner, cast, settings, tokens }, ref, name, prepare = async () => {}) {
  const incident = await openIncident(owner, cast, ref, name);
  await prepare();
  const { host } = new URL(settings.origin);
  return { incident, writing: startWriting({ port: settings.port, host, ref, tokens }) };
}

/** The program's own check of the whole record, against every checkpoint that the signer gave out during the storm. */
async function verify({ env, folder }) {
  const outside = path.join(folder, "data", "signer", "checkpoints");
  const { code, output } = await run(process.execPath, [...bundled("cli"), "verify", "--checkpoint", outside], {
    env: env.cli,
  });
  return { ok: code === 0, words: output };
}

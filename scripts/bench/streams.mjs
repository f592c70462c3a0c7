// G24: two hundred people follow a log of fifty thousand entries while their connections are struck a thousand times.
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { step } from "../lib/say.mjs";
import { onStop } from "../lib/stop.mjs";
import { openIncident } from "./cast.mjs";
import { crowd } from "./crowd.mjs";
import { cutter } from "./cuts.mjs";
import { writing } from "./data.mjs";
import { atMost, median } from "./figures.mjs";
import { weigh, withScale } from "./weigh.mjs";

const SIZE = { clients: 200, entries: 50_000, cuts: 1000, seconds: 360 };
const KINDS = ["reset", "reset", "slow", "silent"];
const BEATS = 1000;
const THIRDS = [1 / 3, 2 / 3, 1];
const LAST_MS = 240_000;
const MB = 1000;

/** Gives the server little room: where memory leaks it dies of it, and where only rubbish lies about it is swept instead of kept. */
export const narrow = async (env) => {
  env.server.NODE_OPTIONS = "--max-old-space-size=192";
  withScale(env);
};

/**
 * Everyone must end with every entry, once. The first third of the run fills the server's rooms; after that its memory is flat when the last third
 * needs no more than the middle one, as it stands and as what lives once all rubbish is swept.
 */
export async function streams(house, size = SIZE) {
  const { owner, settings, programs } = house;
  const incident = await openIncident(owner, house.cast, "INC-2026-24", "A thousand cuts");
  const tokens = await crowd(owner, incident, size.clients);
  const proxy = await cutter(settings.port);
  const followers = fork(new URL("./followers.mjs", import.meta.url));
  onStop(() => followers.kill());
  const ask = async (what) => {
    followers.send(what);
    return (await once(followers, "message"))[0];
  };
  const api = `/api/v1/incidents/${incident.ref}`;
  const follow = { port: proxy.port, direct: settings.port, host: new URL(settings.origin).host, tokens };
  await ask({ follow: { ...follow, path: `${api}/stream`, entries: `${api}/entries` } });
  await sleep(5000);
  const done = { written: 0, cuts: 0, memory: [], live: [] };
  const write = await writing(house, incident);
  await step(`Writing ${size.entries} entries under ${size.cuts} cuts`, async () => {
    const begun = performance.now();
    for (let beat = 1; beat <= BEATS; beat++) {
      const upTo = Math.round((beat / BEATS) * size.entries);
      await write(done.written, upTo - done.written);
      done.written = upTo;
      while (done.cuts < (beat / BEATS) * size.cuts) done.cuts += proxy.cut(KINDS[done.cuts % KINDS.length]) ? 1 : 0;
      if (beat % 20 === 0) done.memory.push(memoryOf(programs[0].pid()));
      if (THIRDS.some((part) => beat === Math.round(part * BEATS))) done.live.push((await weigh(house)).live);
      await sleep(Math.max(0, begun + (beat / BEATS) * size.seconds * 1000 - performance.now()));
    }
  });
  const whole = ({ shown }) => shown.every((one) => one.shown === size.entries);
  let account = await ask({ report: true });
  for (const late = Date.now() + LAST_MS; !whole(account) && Date.now() < late; account = await ask({ report: true }))
    await sleep(1000);
  followers.kill();
  proxy.close();
  const sum = (of) => account.shown.reduce((total, one) => total + of(one), 0);
  const missing = sum((one) => size.entries - one.shown);
  const twice = sum((one) => one.twice);
  const third = Math.ceil(done.memory.length / 3);
  const thirds = [0, 1, 2].map((n) => median(done.memory.slice(n * third, (n + 1) * third)));
  const said = `${size.clients} clients of the API, ${size.entries} entries, ${done.cuts} cuts (${sum((one) => one.opened)} streams opened, ${account.pages} pages read, ${account.refused} not answered)`;
  return [
    { id: "G24", said: `missing: ${said}`, ...atMost(missing, 0, "entries") },
    { id: "G24", said: `shown twice: ${said}`, ...atMost(twice, 0, "entries") },
    flat("resident memory, last third against the middle", thirds),
    flat("live memory once swept, last third against the middle", done.live),
  ];
}

const flat = (what, thirds) => ({
  id: "G24",
  said: `${what}: ${thirds.map((part) => (part / MB).toFixed(0)).join(", ")} MB`,
  ...atMost(thirds[2] / thirds[1], 1.05),
});

const memoryOf = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);

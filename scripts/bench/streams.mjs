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

const SIZE = { clients: 200, entries: 50_000, cuts: 1000, seconds: 240, throughPages: 4 };
const KINDS = ["reset", "reset", "slow", "silent"];
const BEATS = 1000;
const LAST_MS = 90_000;

/** Gives the server little room: where memory leaks it dies of it, and where only rubbish lies about it is swept instead of kept. */
export const narrow = async (env) => {
  env.server.NODE_OPTIONS = "--max-old-space-size=192";
};

/** Everyone must end with every entry, once; the server's memory is said for the first, the middle and the last third. */
export async function streams(house, size = SIZE) {
  const { owner, settings, programs, urls } = house;
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
  const follow = { port: proxy.port, host: new URL(settings.origin).host, path: `${api}/stream`, tokens };
  const reading = { entries: `${settings.origin}${api}/entries`, database: urls.runtime, incident: incident.id };
  await ask({ follow: { ...follow, ...reading, throughPages: size.throughPages } });
  await sleep(5000);
  const done = { written: 0, cuts: 0, memory: [] };
  const write = await writing(house, incident);
  await step(`Writing ${size.entries} entries under ${size.cuts} cuts`, async () => {
    const begun = performance.now();
    for (let beat = 1; beat <= BEATS; beat++) {
      const upTo = Math.round((beat / BEATS) * size.entries);
      await write(done.written, upTo - done.written);
      done.written = upTo;
      while (done.cuts < (beat / BEATS) * size.cuts) done.cuts += proxy.cut(KINDS[done.cuts % KINDS.length]) ? 1 : 0;
      if (beat % 20 === 0) done.memory.push(memoryOf(programs[0].pid()));
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
  const third = Math.ceil(done.memory.length / 3);
  const [first, middle, last] = [0, 1, 2].map((n) => median(done.memory.slice(n * third, (n + 1) * third)) / 1000);
  const said = `${size.clients} clients, ${size.entries} entries, ${done.cuts} cuts (${sum((one) => one.opened)} streams opened)`;
  return [
    { id: "G24", said: `missing: ${said}`, ...atMost(missing, 0, "entries") },
    {
      id: "G24",
      said: `shown twice: ${said}`,
      ...atMost(
        sum((one) => one.twice),
        0,
        "entries",
      ),
    },
    {
      id: "G24",
      said: `memory of the server, last third against the middle: ${first.toFixed(0)}, ${middle.toFixed(0)}, ${last.toFixed(0)} MB`,
      ...atMost(last / middle, 1.1),
    },
  ];
}

const memoryOf = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);

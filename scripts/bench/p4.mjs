// P4: from the pressing of "Log it" to another person's screen, with a thousand other people looking on.
import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { step } from "../lib/say.mjs";
import { onStop } from "../lib/stop.mjs";
import { issueToken, openIncident } from "./cast.mjs";
import { crowd } from "./crowd.mjs";
import { atMost, percentile } from "./figures.mjs";
import { weigh } from "./weigh.mjs";
import { line } from "./words.mjs";

const STREAMS = 1000;
const ENTRIES = 40;
const WARM_UP = 5;
const PAUSE_MS = 1000;
const SETTLE_MS = 8000;

/** A thousand streams of a thousand people; each tick is timed from the moment at which the entry was sent. A thousand more are weighed. */
export async function p4(house) {
  const { owner, cast, settings } = house;
  const incident = await openIncident(owner, cast, "INC-2026-04", "A thousand people look on");
  const tokens = await step(`Signing in ${2 * STREAMS} people`, () => crowd(owner, incident, 2 * STREAMS));
  const writer = await issueToken(owner, cast[0], "writer");
  const listeners = fork(new URL("./listeners.mjs", import.meta.url));
  onStop(() => listeners.kill());
  const ask = async (what) => {
    listeners.send(what);
    return (await once(listeners, "message"))[0];
  };
  const host = new URL(settings.origin).host;
  const stream = { port: settings.port, host, path: `/api/v1/incidents/${incident.ref}/stream` };
  const open = (tokens) => step(`Opening ${STREAMS} streams`, () => ask({ open: { ...stream, tokens } }));
  await open(tokens.slice(0, STREAMS));
  await sleep(SETTLE_MS);
  const screen = reader(house, incident, tokens[0]);
  const [ticked, shown] = [[], []];
  let missed = 0;
  for (let n = 0; n < WARM_UP + ENTRIES; n++) {
    await ask({ take: true });
    const onScreen = screen.waitsFor(n);
    const sent = now();
    await write(house, incident, writer, n);
    const seen = await onScreen;
    await sleep(PAUSE_MS);
    const { ticks } = await ask({ take: true });
    if (n < WARM_UP) continue;
    ticked.push(...ticks.map((at) => at - sent));
    missed += STREAMS - ticks.length;
    shown.push(seen - sent);
  }
  screen.stop();
  // The second thousand is weighed while the first stands open: what opening them takes once is there already, and nothing that was let go is used again.
  const before = await weigh(house);
  await open(tokens.slice(STREAMS));
  await sleep(SETTLE_MS);
  const after = await weigh(house);
  const each = (part) => (after[part] - before[part]) / STREAMS;
  listeners.kill();
  if (missed > 0) throw new Error(`P4: ${missed} ticks of ${STREAMS * ENTRIES} did not come within ${PAUSE_MS} ms`);
  const said = `${STREAMS} streams, ${ENTRIES} entries`;
  return [
    { id: "P4", said: `entry sent to tick, p95: ${said}`, ...atMost(percentile(ticked, 0.95), 500, "ms") },
    { id: "P4", said: `entry sent to tick, p99: ${said}`, ...atMost(percentile(ticked, 0.99), 1000, "ms") },
    { id: "P4", said: `entry sent to page read, p95: ${said}`, ...atMost(percentile(shown, 0.95), 500, "ms") },
    { id: "P4", said: `entry sent to page read, slowest: ${said}`, ...atMost(Math.max(...shown), 1000, "ms") },
    {
      id: "P4",
      said: `memory of an open stream: ${STREAMS} more, swept, resident`,
      ...atMost(each("resident"), 40, "kB"),
    },
    { id: "P4", said: `live objects of an open stream: ${STREAMS} more, swept`, ...atMost(each("live"), 40, "kB") },
  ];
}

const now = () => performance.timeOrigin + performance.now();

async function write({ settings }, { ref }, token, n) {
  const answer = await fetch(`${settings.origin}/api/v1/incidents/${ref}/entries`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ text: `${line(n).text} [${n}]`, kind: "action" }),
  });
  if (answer.status !== 201) throw new Error(`P4: the entry was answered with ${answer.status}`);
  await answer.text();
}

/** One more person, who does what our page does: at a tick the timeline is read anew. */
function reader({ settings }, { ref }, token) {
  const stop = new AbortController();
  const headers = { authorization: `Bearer ${token}` };
  const entries = `${settings.origin}/api/v1/incidents/${ref}/entries`;
  let seen = () => {};
  let wanted = "";
  const read = async () => {
    const text = await (await fetch(entries, { headers })).text();
    if (wanted && text.includes(wanted)) seen(now());
  };
  (async () => {
    const answer = await fetch(`${settings.origin}/api/v1/incidents/${ref}/stream`, { headers, signal: stop.signal });
    for await (const part of answer.body) if (Buffer.from(part).includes("event: changed")) await read();
  })().catch(() => {});
  return {
    stop: () => stop.abort(),
    waitsFor: (n) =>
      new Promise((resolve) => {
        wanted = `[${n}]`;
        seen = resolve;
      }),
  };
}

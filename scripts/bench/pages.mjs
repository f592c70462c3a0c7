// P1, the first screen of a long log; P2, a filter or a search in it; P7, what a page makes a browser download; P8, what our programs weigh after that.
import { execFileSync } from "node:child_process";
import { gzipSync } from "node:zlib";
import { encode } from "next-auth/jwt";
import { step } from "../lib/say.mjs";
import { openSession } from "./cast.mjs";
import { fill } from "./data.mjs";
import { atMost, median, percentile } from "./figures.mjs";

export const REQUESTS = 80;
const WARM_UP = 15;

/** A signed-in browser's headers. */
export async function browserOf(house) {
  const token = await openSession(house.owner, house.cast[0]);
  const cookie = await encode({ token: { token }, secret: house.secrets.nextAuthSecret, maxAge: 43_200 });
  return { cookie: `kulla-session=${cookie}` };
}

export async function times(url, headers) {
  const taken = [];
  for (let n = 0; n < REQUESTS + WARM_UP; n += 1) {
    const start = performance.now();
    const answer = await fetch(url, { headers });
    await answer.text();
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
    if (n >= WARM_UP) taken.push(performance.now() - start);
  }
  return taken;
}

/** An incident with so many entries; written once in a run. */
async function logOf(house, count) {
  const ref = `BENCH-${count}`;
  const { rowCount } = await house.owner.query("SELECT 1 FROM incident WHERE ref = $1", [ref]);
  if (rowCount === 0) await step(`Writing ${count.toLocaleString("en")} entries`, () => fill(house, ref, count));
  return ref;
}

/** The first screen of a timeline, as a page and through the API, with 10,000 and with 100,000 entries. */
export async function p1(house) {
  const headers = await browserOf(house);
  const logs = [];
  for (const count of [10_000, 100_000]) logs.push(await logOf(house, count));
  const figures = [];
  for (const [what, path] of [
    ["page", (ref) => `/incidents/${ref}`],
    ["API", (ref) => `/api/v1/incidents/${ref}/entries`],
  ]) {
    const [small, large] = [
      await times(house.settings.origin + path(logs[0]), headers),
      await times(house.settings.origin + path(logs[1]), headers),
    ];
    figures.push(
      {
        id: "P1",
        said: `timeline ${what}, 10,000 entries: p95 of ${REQUESTS}`,
        ...atMost(percentile(small, 0.95), 150, "ms"),
      },
      {
        id: "P1",
        said: `timeline ${what}, 100,000 entries: p95 of ${REQUESTS}`,
        ...atMost(percentile(large, 0.95), 195, "ms"),
      },
      {
        id: "P1",
        said: `timeline ${what}, 100,000 against 10,000: median`,
        ...atMost(median(large) / median(small), 1.3),
      },
    );
  }
  return figures;
}

/** What people ask of a log at 3 a.m.: by kind, late ones, key events, by words in both languages, words that are everywhere and words that are nowhere. */
const ASKS = [
  "show=key",
  "kind=finding",
  "late=1",
  "q=portal",
  "q=përgjigjet sërish",
  "q=srv-web14 isolated",
  "q=nowhere-to-be-found",
];

/** Filters and full-text search in 10,000 entries, as far as this checkout has them. */
export async function p2(house) {
  const headers = await browserOf(house);
  const ref = await logOf(house, 10_000);
  const figures = [];
  for (const ask of ASKS) {
    const url = `${house.settings.origin}/api/v1/incidents/${ref}/entries?${encodeURI(ask)}`;
    const { status } = await fetch(url, { headers });
    if (status === 400) console.log(`P2  "${ask}" is not asked for in this checkout`);
    else {
      const said = `filter "${ask}", 10,000 entries: p95 of ${REQUESTS}`;
      figures.push({ id: "P2", said, ...atMost(percentile(await times(url, headers), 0.95), 150, "ms") });
    }
  }
  return figures;
}

/** Client JavaScript of a page, compressed: every script that the served page names. */
async function scriptsOf(house, path, headers) {
  const html = await (await fetch(house.settings.origin + path, { headers })).text();
  const names = new Set([...html.matchAll(/<script\b(?![^>]*noModule)[^>]*\bsrc="([^"]+)"/g)].map(([, name]) => name));
  let bytes = 0;
  for (const name of names)
    bytes += gzipSync(Buffer.from(await (await fetch(house.settings.origin + name)).arrayBuffer())).length;
  return bytes / 1000;
}

/** What pages make a browser download. The public page without any script belongs to a later part of the product. */
export async function p7(house) {
  const headers = await browserOf(house);
  const { rows } = await house.owner.query("SELECT ref FROM incident LIMIT 1");
  const command = rows[0] ? `/incidents/${rows[0].ref}` : null;
  const pages = [
    ...(command ? [[command, "command page", 170]] : []),
    ["/incidents", "incidents", 110],
    ["/help", "help", 110],
    ["/sign-in", "sign-in", 110],
  ];
  const figures = [];
  for (const [path, what, reach] of pages) {
    figures.push({
      id: "P7",
      said: `JavaScript of ${what}, gzip: sum`,
      ...atMost(await scriptsOf(house, path, headers), reach, "kB"),
    });
  }
  return figures;
}

/** Resident memory of every Node process that this run started, the measuring one left out. */
export function p8() {
  const rows = execFileSync("ps", ["-eo", "pid=,ppid=,rss=,args="], { encoding: "utf8" }).split("\n");
  const ours = rows
    .map((row) => /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(row))
    .filter((row) => row && Number(row[2]) === process.pid && /dist\/(server|worker|signer)\.mjs/.test(row[4]));
  const total = ours.reduce((sum, row) => sum + Number(row[3]), 0) / 1000;
  return [
    {
      id: "P8",
      said: `memory of ${ours.length} programs (server, worker, signer): after the runs above`,
      ...atMost(total, 700, "MB"),
    },
  ];
}

#!/usr/bin/env node
// A probe of Kulla: looks at the addresses of Kulla's catalogue from the machine on which it runs and says what it saw, signed.
// One file, Node 20 or later, nothing else. Everything that it knows stands in one file of its own (KULLA_PROBE_FILE, or probe.json here).
//
//   node probe.mjs enrol <address of Kulla> <one-time code>   once
//   node probe.mjs                                            looks for as long as it runs
//   node probe.mjs once                                       looks once, for a timer of your own
//   node probe.mjs look                                       looks at the list on its input and prints what it saw; Kulla itself uses this
import { createHash, createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { promises as dns } from "node:dns";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import net from "node:net";

const FILE = process.env.KULLA_PROBE_FILE ?? "probe.json";
const LOOK_MS = 10_000;
const SLOW_MS = 5_000;
const BODY_MAX = 64 * 1024;
const REDIRECTS = 3;
const AT_ONCE = 8;
const ASK_MS = 20_000;
const FIRST_PAUSE_MS = 500;

/** A sentence for the person at the terminal. */
class Sentence extends Error {}
const say = (text) => console.log(`${new Date().toISOString().slice(0, 19)}Z ${text}`);
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

// ── looking ──

/** @returns {Promise<{ seen: string, detail?: string }>} what is seen at an address; never throws */
async function lookAt(address) {
  const begun = performance.now();
  try {
    const url = new URL(address);
    const look = { "http:": lookHttp, "https:": lookHttp, "tcp:": lookTcp, "dns:": lookDns }[url.protocol];
    if (!look) return { seen: "not-reachable", detail: "an address of an unknown kind" };
    const found = await withTimeout((signal) => look(url, signal, REDIRECTS));
    const late = performance.now() - begun > SLOW_MS;
    return found.seen === "reachable" && late
      ? { seen: "slow", detail: `${Math.round((performance.now() - begun) / 1000)} s` }
      : found;
  } catch (error) {
    return refused(error);
  }
}

async function withTimeout(work) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(Object.assign(new Error("timeout"), { code: "timeout" })), LOOK_MS);
  try {
    return await work(stop.signal);
  } finally {
    clearTimeout(timer);
  }
}

const CERTIFICATE = /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ERR_SSL)/;
function refused(error) {
  const code = String(error?.cause?.code ?? error?.code ?? "error");
  return { seen: CERTIFICATE.test(code) ? "certificate" : "not-reachable", detail: printable(code) };
}

/** Somebody else's words: short, and nothing in them that moves a cursor. */
const printable = (text) =>
  String(text)
    .replace(/[^\x20-\x7e]/g, "?")
    .slice(0, 120);

async function lookHttp(url, signal, redirectsLeft) {
  const answer = await request(url, signal);
  const { statusCode: status = 0, headers } = answer;
  if (status >= 300 && status < 400 && headers.location) {
    answer.destroy();
    const next = URL.canParse(headers.location, url) ? new URL(headers.location, url) : null;
    // Another host is another system, and nothing here looks where the catalogue does not send it.
    if (!next || next.hostname !== url.hostname || !/^https?:$/.test(next.protocol))
      return { seen: "wrong-content", detail: printable(`redirects to ${next?.hostname ?? "nowhere"}`) };
    if (redirectsLeft === 0) return { seen: "wrong-content", detail: "redirects in a circle" };
    return lookHttp(next, signal, redirectsLeft - 1);
  }
  await readSome(answer);
  return status >= 400 ? { seen: "wrong-content", detail: `HTTP ${status}` } : { seen: "reachable" };
}

function request(url, signal) {
  const { get } = url.protocol === "https:" ? https : http;
  return new Promise((found, fail) => {
    const asked = get(
      url,
      { signal, agent: false, headers: { "user-agent": "Kulla probe", accept: "*/*" } },
      (answer) => {
        // An answer that is cut off later has its own listener.
        answer.on("error", () => {});
        found(answer);
      },
    );
    asked.on("error", (error) => fail(signal.aborted ? signal.reason : error));
  });
}

/** Reads no further than a probe needs to know that something is served; the rest is not taken. */
function readSome(answer) {
  return new Promise((done, fail) => {
    let length = 0;
    answer.on("data", (part) => {
      length += part.length;
      if (length < BODY_MAX) return;
      answer.destroy();
      done();
    });
    answer.on("end", done);
    answer.on("aborted", () =>
      length >= BODY_MAX ? done() : fail(Object.assign(new Error("cut"), { code: "cut off" })),
    );
    answer.on("error", (error) => (length >= BODY_MAX ? done() : fail(error)));
  });
}

function lookTcp(url, signal) {
  return new Promise((found, fail) => {
    const socket = net.connect({ host: bare(url.hostname), port: Number(url.port) });
    const end = (finish) => {
      socket.destroy();
      finish();
    };
    signal.addEventListener("abort", () => end(() => fail(signal.reason)));
    socket.once("connect", () => end(() => found({ seen: "reachable" })));
    socket.once("error", (error) => end(() => fail(error)));
  });
}
const bare = (host) => host.replace(/^\[|\]$/g, "");

async function lookDns(url, signal) {
  const resolver = new dns.Resolver({ timeout: LOOK_MS / 2, tries: 1 });
  signal.addEventListener("abort", () => resolver.cancel());
  const name = url.hostname || url.pathname.replace(/^\/+/, "");
  const found = await Promise.any([resolver.resolve4(name), resolver.resolve6(name)]).catch((error) => {
    throw error.errors?.[0] ?? error;
  });
  return found.length > 0 ? { seen: "reachable" } : { seen: "not-reachable", detail: "no address" };
}

/** Looks at a list, a few at a time. */
async function lookAtAll(targets) {
  const waiting = [...targets];
  const results = [];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      results.push({ code: next.code, ...(await lookAt(next.address)) });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return results;
}

// ── talking to Kulla ──

/** @returns {Promise<{ status: number, body: any } | null>} null when nobody answers */
async function ask(address, token, method, path, body) {
  try {
    const answer = await fetch(`${address}/api/v1${path}`, {
      method,
      redirect: "error",
      signal: AbortSignal.timeout(ASK_MS),
      headers: { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json().catch(() => ({})) };
  } catch {
    return null;
  }
}
const because = (answer) => String(answer?.body?.detail ?? answer?.status ?? "nobody answers");

/** The one way to write a value down for signing: names sorted, nothing between. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!value || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

/** Whole or not at all, and for nobody else's eyes. */
function keep(state) {
  writeFileSync(`${FILE}.new`, JSON.stringify(state, null, 2), { mode: 0o600 });
  renameSync(`${FILE}.new`, FILE);
}

function remembered() {
  try {
    return JSON.parse(readFileSync(FILE, "utf8"));
  } catch {
    throw new Sentence(`There is no ${FILE}. Enrol first: node probe.mjs enrol <address> <code>`);
  }
}

async function enrol(typed, code) {
  if (!typed || !code || !URL.canParse(typed))
    throw new Sentence("Usage: node probe.mjs enrol https://kulla.example CODE");
  const address = new URL(typed).origin;
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const spki = publicKey.export({ type: "spki", format: "der" });
  const answer = await ask(address, code, "POST", "/probe/enrolment", { publicKey: spki.toString("base64url") });
  if (answer?.status !== 201) throw new Sentence(`Not enrolled: ${answer?.body?.fields?.code ?? because(answer)}`);
  const { probe, token, point } = answer.body;
  keep({ address, probe, token, seq: 0, key: privateKey.export({ type: "pkcs8", format: "pem" }) });
  const fingerprint = createHash("sha256").update(spki).digest("hex").slice(0, 32).match(/.{4}/g).join(" ");
  console.log(`Enrolled as "${point}". Compare this with the page of probes: ${fingerprint}`);
}

/** One look at everything. @returns seconds until the next one is due, or null when Kulla does not know us any more */
async function round(list) {
  const { address, token } = remembered();
  const answer = await ask(address, token, "GET", "/probe/list");
  if (answer?.status === 401) return null;
  // Without an answer the last list is still the best there is; a list that was never read is none.
  if (answer?.status === 200) Object.assign(list, answer.body);
  if (!list.targets) {
    say(`Waiting for Kulla: ${because(answer)}`);
    return 10;
  }
  const results = await lookAtAll(list.targets);
  return (await report(results, list.intervalSeconds)) ? list.intervalSeconds : null;
}

/** Sends what was seen, and again later when nobody answers; what is old by then is left, for the next look says more. */
async function report(results, intervalSeconds) {
  const state = remembered();
  state.seq += 1;
  // Kept before it is sent: a number is never used twice.
  keep(state);
  const signed = { v: 1, probe: state.probe, seq: state.seq, at: new Date().toISOString(), results };
  const key = createPrivateKey(state.key);
  const signature = sign(null, Buffer.from(canonical(signed)), key).toString("base64url");
  const until = performance.now() + intervalSeconds * 1000;
  for (let pause = FIRST_PAUSE_MS; ; pause *= 2) {
    const answer = await ask(state.address, state.token, "POST", "/probe/results", { signed, signature });
    if (answer?.status === 200) {
      say(`Sent ${results.length} results, ${results.filter(({ seen }) => seen === "reachable").length} reachable`);
      return true;
    }
    if (answer?.status === 401) return false;
    say(`Not taken: ${because(answer)}`);
    // A refusal stays one; silence and overload may pass.
    const mayPass = !answer || answer.status === 429 || answer.status >= 500;
    if (!mayPass || performance.now() + pause > until) return true;
    await wait(pause);
  }
}

async function main([act, ...said]) {
  if (act === "enrol") return enrol(...said);
  if (act === "look") {
    const chunks = [];
    for await (const chunk of process.stdin) chunks.push(chunk);
    return void process.stdout.write(JSON.stringify(await lookAtAll(JSON.parse(Buffer.concat(chunks).toString()))));
  }
  if (act && act !== "once") throw new Sentence("Usage: node probe.mjs [enrol <address> <code> | once | look]");
  const list = {};
  for (;;) {
    const begun = performance.now();
    const seconds = await round(list);
    if (seconds === null)
      throw new Sentence("Kulla does not know this probe any more. It was taken away, or its year is over.");
    if (act === "once") return undefined;
    await wait(Math.max(1_000, seconds * 1000 - (performance.now() - begun)));
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof Sentence ? error.message : error);
  process.exit(1);
});

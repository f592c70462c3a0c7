// People who follow a log, in a process of their own, by the rule of our page: at a tick, or after any interruption, what one misses is read through the API.
import { Agent, get } from "node:http";
import { connect } from "node:net";

const TOGETHER_MS = 1000;
const REST_MAX_MS = 5000;
const RETRY_MS = 1000;
const PAGE = 500;
/** A server says a word every 15 s; after this long without one, a connection is taken for dead. */
const SILENT_MS = 40_000;
/** What begins a line in an answer. A text cannot contain it: there, quotation marks are escaped. */
const LINE = /"row":"\w+","id":"([^"]+)"(?:,"number":(\d+))?/g;
const followers = [];
const reads = { pages: 0, refused: 0 };
let settings;
let agent;

process.on("message", async ({ follow, report }) => {
  if (follow) {
    settings = follow;
    agent = new Agent({ keepAlive: true, maxSockets: follow.tokens.length });
    for (const token of follow.tokens) followers.push(follower(token));
    process.send({ following: followers.length });
  }
  if (report) process.send({ shown: followers.map((one) => one.account()), ...reads });
});

/** One person: what was shown to them, and how often. */
function follower(token) {
  const times = new Map();
  let last;
  let readAt = 0;
  let took = 0;
  let waiting = false;
  let reading = false;
  let again = false;
  let opened = 0;
  const read = async () => {
    waiting = false;
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    readAt = Date.now();
    try {
      for (let full = true; full; ) {
        const lines = await page(token, last);
        for (const { number } of lines) if (number) times.set(number, (times.get(number) ?? 0) + 1);
        last = lines.at(-1)?.id ?? last;
        full = lines.length === PAGE;
      }
    } catch {
      reads.refused += 1;
      again = true;
    }
    took = Date.now() - readAt;
    reading = false;
    if (again) {
      again = false;
      soon();
    }
  };
  const soon = () => {
    if (waiting) return;
    waiting = true;
    // A reading that took long is followed by as long a rest, as on our page.
    const rest = Math.max(TOGETHER_MS, took + Math.min(took, REST_MAX_MS));
    setTimeout(read, Math.max(0, readAt + rest - Date.now()));
  };
  const open = () => {
    opened += 1;
    const since = new Date(readAt || Date.now()).toISOString();
    const socket = connect(settings.port, "127.0.0.1");
    const watch = setTimeout(() => socket.destroy(), SILENT_MS);
    socket.on("data", (data) => {
      watch.refresh();
      if (data.includes("event: changed")) soon();
    });
    socket.on("error", () => {});
    socket.once("close", () => {
      clearTimeout(watch);
      setTimeout(open, RETRY_MS * (0.5 + Math.random()));
    });
    socket.write(
      `GET ${settings.path}?since=${since} HTTP/1.1\r\nHost: ${settings.host}\r\nAuthorization: Bearer ${token}\r\n\r\n`,
    );
    soon();
  };
  open();
  return {
    account() {
      const counts = [...times.values()];
      return { shown: counts.length, twice: counts.filter((count) => count > 1).length, opened };
    },
  };
}

/** The lines that were recorded after one that is known. */
async function page(token, last) {
  const path = `${settings.entries}?order=recorded&first=oldest&size=${PAGE}${last ? `&before=${last}` : ""}`;
  const headers = { host: settings.host, authorization: `Bearer ${token}` };
  const text = await new Promise((resolve, reject) => {
    get({ agent, host: "127.0.0.1", port: settings.direct, path, headers }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part)).on("error", reject);
      answer.on("end", () => {
        const body = Buffer.concat(parts).toString();
        if (answer.statusCode === 200) resolve(body);
        else reject(new Error(`the page was answered with ${answer.statusCode}`));
      });
    }).on("error", reject);
  });
  reads.pages += 1;
  return [...text.matchAll(LINE)].map(([, id, number]) => ({ id, number: Number(number) }));
}

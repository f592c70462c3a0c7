// People who follow a log, in a process of their own, by the rule of our page: at a tick, or after any interruption, the pages one misses are read.
import { connect } from "node:net";
import pg from "pg";

const TOGETHER_MS = 1000;
const RETRY_MS = 1000;
/** A server says a word every 15 s; after this long without one, a connection is taken for dead. */
const SILENT_MS = 40_000;
const followers = [];
let settings;
let pool;

process.on("message", async ({ follow, report }) => {
  if (follow) {
    settings = follow;
    pool = new pg.Pool({ connectionString: follow.database, max: 4 });
    pool.on("error", () => {});
    follow.tokens.forEach((token, index) => followers.push(follower(token, index < follow.throughPages)));
    process.send({ following: followers.length });
  }
  if (report) process.send({ shown: followers.map((one) => one.account()) });
});

/** One person: what was shown to them, and how often. */
function follower(token, throughPages) {
  const times = new Map();
  let last = "0";
  let readAt = 0;
  let waiting = false;
  let reading = false;
  let again = false;
  let opened = 0;
  const show = (numbers) => {
    for (const number of numbers) times.set(number, (times.get(number) ?? 0) + 1);
  };
  const read = async () => {
    waiting = false;
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    readAt = Date.now();
    try {
      if (throughPages) show(await pages(token, times));
      else {
        const rows = await newer(token, last);
        last = rows.at(-1)?.seq ?? last;
        show(rows.map(({ number }) => number));
      }
    } catch {
      again = true;
    }
    reading = false;
    if (again) {
      again = false;
      soon();
    }
  };
  const soon = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(read, Math.max(0, readAt + TOGETHER_MS - Date.now()));
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

/** What came after a position, asked as this person. */
async function newer(token, last) {
  const [, , answer] = await pool.query(
    `BEGIN READ ONLY; SELECT app.begin('${token}', false);
     SELECT e.seq, e.log_number AS number FROM entry e WHERE e.incident_id = '${settings.incident}' AND e.audience <> 'audit' AND e.log_number IS NOT NULL AND e.seq > ${last} ORDER BY e.seq;
     COMMIT`,
  );
  return answer.rows;
}

/** The pages of the timeline, newest first, until one that is known. */
async function pages(token, known) {
  const numbers = [];
  for (let before = ""; before !== null; ) {
    const answer = await fetch(`${settings.entries}${before && `?before=${before}`}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!answer.ok) throw new Error(`the page was answered with ${answer.status}`);
    const { rows, next } = await answer.json();
    const fresh = rows.filter(({ number }) => number && !known.has(number) && !numbers.includes(number));
    numbers.push(...fresh.map(({ number }) => number));
    before = fresh.length < rows.length ? null : next;
  }
  return numbers;
}

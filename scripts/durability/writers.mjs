// Clients that write in the log and keep asking until they are told that it was kept.
import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MS = 5000;
const PAUSE_MS = 50;
const DEADLOCK_MS = 120_000;

/**
 * Begins to write, one client a token. `more` waits until so many more entries are acknowledged; `stop` lets each client finish its
 * last entry and answers what was acknowledged.
 */
export function startWriting({ port, host, ref, tokens }) {
  const agent = new Agent({ keepAlive: true, maxSockets: tokens.length });
  const kept = new Map();
  const sent = new Set();
  let unanswered = 0;
  let wanted = true;
  const client = async (token) => {
    while (wanted) {
      const key = randomUUID();
      sent.add(key);
      const body = Buffer.from(JSON.stringify({ text: `Entry ${key}`, kind: "action" }));
      const headers = { host, authorization: `Bearer ${token}`, "content-type": "application/json" };
      const options = { agent, host: "127.0.0.1", port, path: `/api/v1/incidents/${ref}/entries`, method: "POST" };
      Object.assign(headers, { "content-length": body.length, "idempotency-key": key });
      // The same key again and again: that is the promise made to a client that never got its answer.
      for (let receipt = null; !receipt; ) {
        const answer = await send({ ...options, headers, timeout: PATIENCE_MS }, body).catch(() => ({}));
        if (answer.status === 200 || answer.status === 201) kept.set(key, (receipt = JSON.parse(answer.text)));
        else if (answer.status < 500 && answer.status !== 429) throw new Error(`An entry was refused: ${answer.text}`);
        else {
          unanswered += 1;
          await sleep(PAUSE_MS);
        }
      }
    }
  };
  const all = Promise.all(tokens.map(client));
  return {
    async more(entries) {
      const enough = kept.size + entries;
      const deadline = Date.now() + DEADLOCK_MS;
      while (kept.size < enough) {
        if (Date.now() > deadline) throw new Error("Nothing was acknowledged for two minutes.");
        // A client that was refused for good ends the wait.
        await Promise.race([sleep(20), all]);
      }
    },
    async stop() {
      wanted = false;
      await all;
      agent.destroy();
      return { kept, sent, unanswered };
    },
  };
}

/** The answer, or an error when there is none. */
function send(options, body) {
  return new Promise((resolve, reject) => {
    const asked = request(options, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part) => {
        text += part;
      });
      answer.once("error", reject);
      answer.once("end", () => {
        if (answer.complete) resolve({ status: answer.statusCode, text });
        else reject(new Error("cut"));
      });
    });
    asked.once("timeout", () => asked.destroy(new Error("no answer")));
    asked.once("error", reject);
    asked.end(body);
  });
}

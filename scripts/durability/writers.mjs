// Clients that write in the log and keep asking until they are told that it was kept.
import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MS = 5000;
const PAUSE_MS = 50;

/** Begins to write, one client a token; `stop` lets each finish its last entry and answers what was acknowledged to whom. */
export function startWriting({ port, host, ref, tokens }) {
  const agent = new Agent({ keepAlive: true, maxSockets: tokens.length });
  const kept = new Map();
  const sent = new Set();
  let refused = 0;
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
        receipt = await send({ ...options, headers, timeout: PATIENCE_MS }, body).catch(() => null);
        if (receipt) kept.set(key, receipt);
        else {
          refused += 1;
          await sleep(PAUSE_MS);
        }
      }
    }
  };
  const clients = tokens.map(client);
  return {
    count: () => kept.size,
    async stop() {
      wanted = false;
      await Promise.all(clients);
      agent.destroy();
      return { kept, sent, refused };
    },
  };
}

/** The receipt, or an error for every answer that is none. */
function send(options, body) {
  return new Promise((resolve, reject) => {
    const asked = request(options, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part) => {
        text += part;
      });
      answer.once("error", reject);
      answer.once("end", () => {
        if (![200, 201].includes(answer.statusCode)) reject(new Error(`${answer.statusCode} ${text}`));
        else resolve(JSON.parse(text));
      });
    });
    asked.once("timeout", () => asked.destroy(new Error("no answer")));
    asked.once("error", reject);
    asked.end(body);
  });
}

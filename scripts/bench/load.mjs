// The clients, in a process of their own: each sends one request after another over a connection that stays open.
import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";

// How many answers may be wrong before the figure means nothing: none.
process.on("message", async (job) => {
  try {
    process.send({ seconds: await run(job) });
  } catch (error) {
    process.send({ error: error.message });
  }
});

/** Sends `count` requests shared among as many clients as there are tokens; answers how long it took. */
async function run({ port, host, path, tokens, body, count }) {
  const agent = new Agent({ keepAlive: true, maxSockets: tokens.length });
  const bytes = Buffer.from(JSON.stringify(body));
  let left = count;
  const client = async (token) => {
    while (left-- > 0) {
      const headers = { host, authorization: `Bearer ${token}`, "content-type": "application/json" };
      headers["content-length"] = bytes.length;
      headers["idempotency-key"] = randomUUID();
      const status = await send({ agent, host: "127.0.0.1", port, path, method: "POST", headers }, bytes);
      if (status !== 201) throw new Error(`${path} answered ${status}`);
    }
  };
  const begun = performance.now();
  try {
    await Promise.all(tokens.map(client));
    return (performance.now() - begun) / 1000;
  } finally {
    agent.destroy();
  }
}

const send = (options, bytes) =>
  new Promise((resolve, reject) => {
    const asked = request(options, (answer) => {
      answer.resume();
      answer.once("end", () => resolve(answer.statusCode));
    });
    asked.once("error", reject);
    asked.end(bytes);
  });

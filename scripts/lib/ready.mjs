// Waiting until the program answers.
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { lastWords } from "./last-words.mjs";
import { Sentence } from "./say.mjs";

const SILENCE_MS = 120_000;
const SILENT = "it does not answer";
const REFUSAL_MS = 20_000;

/** Resolves when `path` answers 200; says in a sentence why it does not. */
export async function waitUntilReady({ port, host, origin }, server, path = "/readyz") {
  let deadline = Date.now() + SILENCE_MS;
  const died = server.firstEnd.then(() => {
    throw new Sentence(`Kulla's ${server.name} ended at once${lastWords(server.words())} Its log is ${server.log}.`);
  });
  const answers = async () => {
    let last = SILENT;
    while (Date.now() < deadline) {
      const { status, body } = await get({ host: reachableHost(host), port, path, origin });
      if (status === 200) return;
      if (status && last === SILENT) deadline = Date.now() + REFUSAL_MS;
      if (status) last = `it says: ${body.slice(0, 300)}`;
      await sleep(100);
    }
    throw new Sentence(`Kulla is not ready: ${last}. Its log is ${server.log}.`);
  };
  await Promise.race([answers(), died]);
}

const reachableHost = (host) => (["0.0.0.0", "::"].includes(host) ? "127.0.0.1" : host);

/** The front door refuses a Host that is not its own, so the request carries that of the configured origin. */
function get({ host, port, path, origin }) {
  return new Promise((resolve) => {
    const asked = request({ host, port, path, headers: { host: new URL(origin).host }, timeout: 30_000 }, (answer) => {
      let body = "";
      answer.setEncoding("utf8").on("data", (text) => {
        body += text;
      });
      answer.on("end", () => resolve({ status: answer.statusCode, body }));
    });
    asked.on("timeout", () => asked.destroy());
    asked.on("error", () => resolve({ status: 0, body: "" }));
    asked.end();
  });
}

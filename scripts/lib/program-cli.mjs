// Commands of the program that the launcher itself gives, such as loading the exercise.
import { appendFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { lastWords } from "./last-words.mjs";
import { run } from "./processes.mjs";
import { bundled } from "./programs.mjs";
import { Sentence } from "./say.mjs";

/** Runs `dist/cli.mjs` and answers what it printed; a failure names the log. */
export async function tellProgram(args, { env, logs }) {
  const { code, output } = await run(process.execPath, [...bundled("cli"), ...args], { env });
  const log = path.join(logs, "cli.log");
  mkdirSync(logs, { recursive: true });
  appendFileSync(log, output);
  if (code !== 0) throw new Sentence(`"${args.join(" ")}" failed${lastWords(output)} Details are in ${log}.`);
  return output.trim();
}

import { parseArgs } from "node:util";
import { problemOf } from "@/lib/entry/problem";
import { loadExercise } from "@/lib/exercise/load";
import { readExercise } from "@/lib/exercise/read";
import { reportOf } from "@/lib/exercise/report";
import { clockNow } from "@/lib/kernel/clock";
import { closeDb, pool } from "@/lib/kernel/db";
import { Refusal } from "@/lib/kernel/errors";
import { Sentence } from "@/lib/kernel/sentence";
import { issueToken } from "@/lib/people/issue-token";

/** Commands at the console, with the rights of the database's owner. What they answer goes to stdout, what went wrong to stderr. */
const commands: Record<string, { takes: string; run: (words: string[], options: Options) => Promise<string[]> }> = {
  seed: {
    takes: "<file>",
    run: async ([file = ""]) => {
      const now = clockNow();
      return reportOf((await loadExercise(readExercise(file, now), now)).file);
    },
  },
  token: {
    takes: "<e-mail> [--days n] [--name text]",
    run: async ([email = ""], { days, name }) => [
      await issueToken(email, { name, days: days === undefined ? undefined : Number(days) }),
    ],
  },
  status: {
    takes: "",
    run: async () => {
      const { rows } = await pool().query<{ empty: boolean }>("SELECT app.is_empty() AS empty");
      return [JSON.stringify({ empty: rows[0]?.empty ?? false })];
    },
  },
};

const { options, wordsOf } = {
  options: { days: { type: "string" }, name: { type: "string" } } as const,
  wordsOf: (takes: string) => (takes.match(/^<|\s</g) ?? []).length,
};
type Options = { days?: string | undefined; name?: string | undefined };

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [name = "", ...words] = positionals;
  const command = commands[name];
  if (!command || words.length !== wordsOf(command.takes)) throw new Sentence(usage(name));
  for (const line of await command.run(words, values)) console.log(line);
}

const usage = (name: string) => {
  const known = commands[name];
  if (known) return `Say it so: ${name} ${known.takes}`;
  return `There is no command "${name}". The commands are: ${Object.keys(commands).join(", ")}.`;
};

/** One clear sentence, and a line for each thing that is wrong. */
function told(error: unknown): string[] {
  if (error instanceof Sentence) return [error.message, ...error.lines.map((line) => `  ${line}`)];
  if (error instanceof Refusal) return [problemOf(error, "en").detail];
  return [`This did not work: ${error instanceof Error ? error.message : String(error)}`];
}

main()
  .catch((error: unknown) => {
    for (const line of told(error)) console.error(line);
    process.exitCode = 1;
  })
  .finally(closeDb);

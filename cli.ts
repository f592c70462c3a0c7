import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type pg from "pg";
import { makeBundle } from "@/lib/bundle/make-bundle";
import { waitUntilSigned } from "@/lib/bundle/wait";
import { problemOf } from "@/lib/entry/problem";
import { loadDemo } from "@/lib/exercise/demo";
import { loadExercise } from "@/lib/exercise/load";
import { readExercise } from "@/lib/exercise/read";
import { reportOf } from "@/lib/exercise/report";
import { verifyFiles } from "@/lib/files/verify";
import { importBundle } from "@/lib/foreign/import-bundle";
import { verifyForeign } from "@/lib/foreign/verify-foreign";
import { clockNow } from "@/lib/kernel/clock";
import { closeDb, pool } from "@/lib/kernel/db";
import { refusalOf } from "@/lib/kernel/db-errors";
import { Refusal } from "@/lib/kernel/errors";
import { Sentence } from "@/lib/kernel/sentence";
import { issueToken } from "@/lib/people/issue-token";
import { makeSetupCode } from "@/lib/people/setup";
import { exportIncident } from "@/lib/record/export";
import { verifyRecord } from "@/lib/record/verify";

const options = {
  days: { type: "string" },
  scope: { type: "string" },
  name: { type: "string" },
  by: { type: "string" },
  to: { type: "string" },
  key: { type: "string" },
  checkpoint: { type: "string", multiple: true },
  bundle: { type: "boolean" },
} as const;
type Options = ReturnType<typeof parseArgs<{ options: typeof options }>>["values"];

interface Command {
  /** One word each, and what may follow. */
  takes: readonly string[];
  may: readonly (keyof typeof options)[];
  run: (words: string[], options: Options) => Promise<readonly string[]>;
}

/** Commands at the console, with the rights of the database's owner. What they answer goes to stdout, what went wrong to stderr. */
const commands: Record<string, Command> = {
  seed: { takes: ["file"], may: [], run: ([file = ""]) => seed(file) },
  demo: { takes: [], may: [], run: () => loadDemo(clockNow()) },
  token: {
    takes: ["e-mail"],
    may: ["days", "name", "scope"],
    run: async ([email = ""], asked) => [await issueToken(email, asked)],
  },
  verify: { takes: [], may: ["checkpoint", "key"], run: (_words, asked) => verify(asked) },
  export: {
    takes: ["incident"],
    may: ["by", "to", "checkpoint", "bundle"],
    run: ([ref = ""], asked) => (asked.bundle ? bundled(ref, asked) : exported(ref, asked)),
  },
  import: { takes: ["file"], may: ["key"], run: ([file = ""], asked) => imported(file, asked) },
  "setup-code": { takes: [], may: [], run: async () => [await makeSetupCode(pool())] },
  status: { takes: [], may: [], run: status },
};

async function seed(name: string): Promise<string[]> {
  const now = clockNow();
  return reportOf((await loadExercise(readExercise(name, now), now)).file);
}

async function verify({ checkpoint, key }: Options): Promise<readonly string[]> {
  const own = await asOwner((client) => verifyRecord(client, { checkpoints: checkpoint ?? [], key }));
  const files = await asOwner(verifyFiles);
  const foreign = await asOwner(verifyForeign);
  const lines = [...own.lines, ...files.lines, ...foreign.lines];
  if (!own.ok) throw new Sentence("The record is not whole.", lines);
  if (!files.ok) throw new Sentence("The record is whole; its files are not.", lines);
  if (!foreign.ok) throw new Sentence("A record that was made elsewhere is not whole.", lines);
  return lines;
}

async function exported(ref: string, { by, to, checkpoint }: Options): Promise<string[]> {
  const made = await asOwner((client) =>
    exportIncident(client, ref, { by: by ?? "console", checkpoints: checkpoint ?? [] }),
  );
  const file = to ?? made.fileName;
  writeFileSync(file, made.text, { mode: 0o600 });
  return [`${file}: ${made.lines} lines, SHA-256 ${made.sha256}`];
}

async function bundled(ref: string, { by, to, checkpoint }: Options): Promise<string[]> {
  await asOwner((client) => waitUntilSigned(client, ref));
  const target = to ?? `kulla-${ref}.zip`;
  const options = { by: by ?? "console", checkpoints: checkpoint ?? [] };
  const { file, lines, unproven, missing, sha256 } = await asOwner((client) =>
    makeBundle(client, ref, target, options),
  );
  const newer = unproven > 0 ? [`${unproven} of them are newer than the checkpoint, and nothing proves them yet.`] : [];
  const lost = missing > 0 ? [`${missing} files that entries name are not kept here any more and are not in it.`] : [];
  return [`${file}: ${lines} lines, SHA-256 ${sha256}`, ...newer, ...lost];
}

async function imported(file: string, { key }: Options): Promise<string[]> {
  const { state, ref, origin, lines, unproven } = await asOwner((client) => importBundle(client, file, key));
  if (state === "known") return [`The record of ${ref} from ${origin} is here already. Nothing was changed.`];
  const newer = unproven > 0 ? [`${unproven} lines are newer than its checkpoint and were left out.`] : [];
  return [`The record of ${ref} from ${origin} holds: ${lines} lines were imported.`, ...newer];
}

async function status(): Promise<string[]> {
  const { rows } = await pool().query<{ empty: boolean }>("SELECT app.is_empty() AS empty");
  return [JSON.stringify({ empty: rows[0]?.empty ?? false })];
}

async function asOwner<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  // The whole record takes longer to read than any request may last.
  await client.query("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0");
  return work(client).finally(() => client.release(true));
}

async function main(): Promise<void> {
  const { values, positionals } = parsed();
  const [name = "", ...words] = positionals;
  const command = commands[name];
  if (!command)
    throw new Sentence(`There is no command "${name}". The commands are: ${Object.keys(commands).join(", ")}.`);
  const strange = Object.keys(values).some((option) => !command.may.some((known) => known === option));
  if (words.length !== command.takes.length || strange) throw new Sentence(usage(name, command));
  for (const line of await command.run(words, values)) console.log(line);
}

function parsed() {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new Sentence((error as Error).message);
  }
}

const usage = (name: string, { takes, may }: Command) =>
  `Say it so: ${[name, ...takes.map((word) => `<${word}>`), ...may.map((option) => `[--${option} …]`)].join(" ")}`;

/** One clear sentence, and a line for each thing that is wrong. */
function told(error: unknown): string[] {
  const known = refusalOf(error);
  if (known instanceof Sentence) return [known.message, ...known.lines.map((line) => `  ${line}`)];
  if (known instanceof Refusal) return [problemOf(known, "en").detail];
  // Of several addresses that all refuse, each says why, and the error as a whole nothing.
  if (known instanceof AggregateError) return known.errors.map(String);
  return [known instanceof Error ? known.message : String(known)];
}

main()
  .catch((error: unknown) => {
    for (const line of told(error)) console.error(line);
    process.exitCode = 1;
  })
  .finally(closeDb);

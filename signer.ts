import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { env } from "@/lib/kernel/env";
import { log } from "@/lib/kernel/log";
import { NotConsistent, RecordSigner } from "@/lib/record/sign-record";
import { SignerFolder } from "@/lib/record/signer-folder";

const RECHECK_MS = 3_600_000;
const PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
const QUERY_MS = 60_000;
const REFUSED = 3;

const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());
process.once("SIGINT", () => stop.abort());

/**
 * The signer: a process of its own with a key of its own, which sees hashes and nothing else. Every minute it signs how long the
 * record is and what its root is. When the record is not the continuation of what it signed before, it refuses and ends with 3;
 * whoever keeps it running lets it look again.
 */
async function main(): Promise<void> {
  const { KULLA_SIGNER_KEY, KULLA_DATA, origin } = env();
  const folder = new SignerFolder(path.resolve(KULLA_SIGNER_KEY ?? path.join(KULLA_DATA, "signer", "key.pem")));
  const signer = new RecordSigner(folder, folder.key(`kulla/${new URL(origin).host}`));
  for (let pause = PAUSE_MS; !stop.signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      await withDatabase((client) => signWhileConnected(signer, client, () => (pause = PAUSE_MS)));
    } catch (error) {
      if (error instanceof NotConsistent) throw error;
      log().warn({ err: error, againInMs: pause }, "the signer lost the database");
      await wait(pause);
    }
  }
}

async function signWhileConnected(signer: RecordSigner, client: pg.Client, worked: () => void): Promise<void> {
  let covered = 0;
  for (let checkedAt = Number.NEGATIVE_INFINITY; !stop.signal.aborted; await wait(env().KULLA_SIGN_EVERY * 1000)) {
    if (performance.now() - checkedAt > RECHECK_MS) {
      await signer.recheck(client);
      checkedAt = performance.now();
    }
    const lines = await signer.round(client);
    if (lines > covered) log().info({ lines }, "checkpoint");
    covered = lines;
    worked();
  }
}

async function withDatabase(work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    application_name: "kulla signer",
    connectionTimeoutMillis: 5000,
    query_timeout: QUERY_MS,
    keepAlive: true,
  });
  // A connection that dies while it is idle is noticed at the next query.
  client.on("error", () => {});
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

const wait = (milliseconds: number) => sleep(milliseconds, undefined, { signal: stop.signal }).catch(() => {});

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const refused = error instanceof NotConsistent;
    const words = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      refused ? `NOTHING IS SIGNED ANY MORE. ${words} Read docs/proof.md, "When the signer refuses".\n` : `${words}\n`,
    );
    process.exit(refused ? REFUSED : 1);
  },
);

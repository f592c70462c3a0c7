import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { NoteKey } from "@/lib/record/checkpoint";
import { readRecord } from "@/lib/record/record-copy";
import { checkRecord } from "@/lib/record/verify";
import { type Cast, gather } from "../../support/cast";
import { owner } from "../../support/database";
import { checkpointAt, type HeldLog, hold, makeItFit, store, twin } from "./held-log";
import { Random } from "./random";
import { writeRandomLog } from "./random-log";
import { tamperingNames, tamperings } from "./tamper";

const LOGS = 100;
const TAMPERINGS = 1000;
const seed = Number(process.env["TEST_SEED"] ?? Date.now() % 1_000_000);
const random = new Random(seed);
const key: NoteKey = { name: "kulla/test", key: generateKeyPairSync("ed25519").privateKey };
const began = performance.now();
const logs: HeldLog[] = [];
let cast: Cast;

beforeAll(async () => {
  cast = await gather();
});
afterAll(() => console.log(`[record] seed ${seed}, ${Math.round((performance.now() - began) / 100) / 10} s`));

test("a hundred clean logs raise no alarm", async () => {
  let lines = 0;
  for (let n = 0; n < LOGS; n += 1) {
    const log = await randomLog(random.between(1, 40));
    const outside = checkpointAt(log, random.between(1, log.lines.length), key);
    for (let stored = 0; stored < 3; stored += 1) store(log, random.between(1, log.lines.length), key);
    const { problems } = await checkRecord(log, { outside: [{ name: "outside", note: outside }], signer: key });
    expect(problems, `log ${n}, seed ${seed}`).toEqual([]);
    lines += log.lines.length;
    if (log.lines.length >= 10) logs.push(log);
  }
  console.log(`[record] clean: ${LOGS} logs, ${lines} lines, 0 false alarms`);
}, 180_000);

test("a thousand tamperings inside what one outside checkpoint covers are all found", async () => {
  const counts = { naive: 0, consistent: 0, unseenWithoutIt: 0 };
  for (let n = 0; n < TAMPERINGS; n += 1) {
    const log = twin(random.oneOf(logs));
    const covered = random.between(6, log.lines.length);
    const outside = [{ name: "outside", note: checkpointAt(log, covered, key) }];
    const name = tamperingNames[n % tamperingNames.length] ?? "delete";
    const consistent = random.chance(0.5);
    tamperings[name](log, covered, random);
    if (consistent) makeItFit(log, key);
    const inside = await checkRecord(log, { signer: key });
    const { ok } = await checkRecord(log, { outside, signer: key });
    expect(ok, `${name}, ${consistent ? "made to fit" : "naive"}, tampering ${n}, seed ${seed}`).toBe(false);
    counts[consistent ? "consistent" : "naive"] += 1;
    // A rewrite of everything cannot be seen from inside: that is why a checkpoint is kept outside.
    if (consistent) expect(inside.problems, `${name}, made to fit, tampering ${n}, seed ${seed}`).toEqual([]);
    if (inside.ok) counts.unseenWithoutIt += 1;
  }
  console.log(
    `[record] tampered: ${TAMPERINGS} found of ${TAMPERINGS} (${counts.naive} naive, ${counts.consistent} made to fit); without the outside checkpoint ${counts.unseenWithoutIt} would pass`,
  );
}, 180_000);

/** Written by the ledger in a transaction that is thrown away, so that each log begins at its own line 1. */
async function randomLog(length: number): Promise<HeldLog> {
  const client = await owner.connect();
  try {
    await client.query("BEGIN");
    await writeRandomLog(client, cast, random, length);
    return await hold(await readRecord(client));
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

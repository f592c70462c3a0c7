import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isSignedBy, readCheckpoint } from "@/lib/record/checkpoint";
import { NotConsistent, RecordSigner } from "@/lib/record/sign-record";
import { SignerFolder } from "@/lib/record/signer-folder";
import { verifyRecord } from "@/lib/record/verify";
import { type Cast, gather } from "../../support/cast";
import { unguarded } from "../../support/clock";
import { owner, urls } from "../../support/database";
import { addEntry, type MadeIncident, openIncident } from "../../support/make";

let cast: Cast;
let incident: MadeIncident;
let home: string;
let client: pg.Client;

beforeAll(async () => {
  cast = await gather();
  incident = await openIncident(cast);
});
beforeEach(async () => {
  home = mkdtempSync(path.join(os.tmpdir(), "kulla-signer-"));
  client = new pg.Client({ connectionString: urls.signer });
  await client.connect();
});
afterEach(async () => {
  await client.end();
  rmSync(home, { recursive: true });
});
afterAll(() => unguarded("TRUNCATE checkpoint"));

const keyFile = () => path.join(home, "key.pem");
/** A signer process that has just started. */
function start(): RecordSigner {
  const folder = new SignerFolder(keyFile());
  return new RecordSigner(folder, folder.key("kulla/test"));
}
const files = () => readdirSync(path.join(home, "checkpoints")).sort();
const write = (times = 1) => Promise.all(Array.from({ length: times }, () => addEntry(cast.besa, incident)));

test("at its first start it makes a key that nobody else can read, and keeps its name", () => {
  const folder = new SignerFolder(keyFile());
  const key = folder.key("kulla/test");
  expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
  const again = new SignerFolder(keyFile()).key("kulla/elsewhere");
  expect(again.name).toBe("kulla/test");
  expect(again.key.equals(key.key)).toBe(true);
});

test("it signs when there are new lines, and only then; file and table say the same", async () => {
  const signer = start();
  await signer.recheck(client);
  const first = await signer.round(client);
  expect(await signer.round(client)).toBe(first);
  expect(files()).toHaveLength(1);
  await write(3);
  expect(await signer.round(client)).toBe(first + 3);
  const folder = new SignerFolder(keyFile());
  const newest = folder.newest();
  expect(newest && isSignedBy(newest, folder.key("kulla/test"))).toBe(true);
  const { rows } = await owner.query("SELECT note FROM checkpoint WHERE size = $1", [first + 3]);
  expect(rows).toEqual([{ note: newest?.note }]);
  const checker = await owner.connect();
  const { problems } = await verifyRecord(checker, { checkpoints: [path.join(home, "checkpoints")] });
  checker.release();
  expect(problems).toEqual([]);
});

test("after a restart it goes on from its files, and stores what a crash kept from the table", async () => {
  await write();
  const before = start();
  await before.recheck(client);
  const size = await before.round(client);
  await unguarded("DELETE FROM checkpoint WHERE size = $1", [size]);
  const after = start();
  await after.recheck(client);
  expect(await after.round(client)).toBe(size);
  const { rows } = await owner.query<{ note: string }>("SELECT note FROM checkpoint WHERE size = $1", [size]);
  expect(readCheckpoint(rows[0]?.note ?? "")?.size).toBe(size);
  expect(files()).toHaveLength(1);
});

describe("it refuses a record that is not the continuation of what it signed", () => {
  /** Signs, lets the record be changed, and answers how the signer takes it. */
  async function changed(statement: string, restart: boolean): Promise<unknown> {
    await write(3);
    const signer = start();
    await signer.recheck(client);
    const size = await signer.round(client);
    const outcome = await whileChanged(statement, size, async () => {
      const next = restart ? start() : signer;
      return await (restart ? next.recheck(client) : next.round(client)).catch((error: unknown) => error);
    });
    expect(files()).toHaveLength(1);
    return outcome;
  }
  test.each([
    ["a cut tail", "DELETE FROM entry WHERE seq > $1 - 1", false],
    ["a cut tail, after a restart", "DELETE FROM entry WHERE seq > $1 - 1", true],
    ["another last line", "UPDATE entry SET leaf = sha256('x') WHERE seq = $1", false],
    ["another early line, after a restart", "UPDATE entry SET leaf = sha256('x') WHERE seq = 1 AND $1 > 0", true],
    ["a hole, after a restart", "DELETE FROM entry WHERE seq = 2 AND $1 > 0", true],
  ])("%s", async (_what, statement, restart) => {
    expect(await changed(statement, restart)).toBeInstanceOf(NotConsistent);
  });
  test("its folder with a foreign key", async () => {
    const signer = start();
    await signer.recheck(client);
    await signer.round(client);
    rmSync(keyFile());
    expect(start).toThrow(NotConsistent);
  });
  test("a table that holds a newer statement of its own, when the files are lost", async () => {
    await write();
    const signer = start();
    await signer.recheck(client);
    const size = await signer.round(client);
    rmSync(path.join(home, "checkpoints"), { recursive: true });
    await whileChanged("DELETE FROM entry WHERE seq = $1", size, () =>
      expect(start().recheck(client)).rejects.toBeInstanceOf(NotConsistent),
    );
  });
});

/** Does something on a record that was changed behind everybody's back, and puts it right afterwards. */
async function whileChanged<T>(statement: string, line: number, work: () => Promise<T>): Promise<T> {
  await unguarded("CREATE TABLE aside AS TABLE entry");
  try {
    await unguarded(statement, [line]);
    return await work();
  } finally {
    await unguarded("DELETE FROM entry");
    await unguarded("INSERT INTO entry TABLE aside");
    await unguarded("DROP TABLE aside");
  }
}

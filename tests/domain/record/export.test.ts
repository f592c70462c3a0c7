import { copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportIncident } from "@/lib/record/export";
import { readRecord } from "@/lib/record/record-copy";
import { RecordSigner } from "@/lib/record/sign-record";
import { SignerFolder } from "@/lib/record/signer-folder";
import { verifyRecord } from "@/lib/record/verify";
import { type Cast, gather } from "../../support/cast";
import { unguarded } from "../../support/clock";
import { admin, owner, urls } from "../../support/database";
import { addEntry, addRedEntry, correct, type MadeIncident, openIncident, withdraw } from "../../support/make";
import { verifies } from "../../support/verifier";
import { type HeldLog, hold, makeItFit, twin } from "./held-log";
import { Random } from "./random";
import { writeBack } from "./rewritten";
import { tamperings } from "./tamper";

const home = mkdtempSync(path.join(os.tmpdir(), "kulla-export-"));
const inHome = (name: string) => path.join(home, name);
const random = new Random(7);
let cast: Cast;
let incident: MadeIncident;
let signer: RecordSigner;
let signerClient: pg.Client;

beforeAll(async () => {
  cast = await gather();
  incident = await openIncident(cast);
  const other = await openIncident(cast, "Another one");
  const folder = new SignerFolder(inHome("key.pem"));
  signer = new RecordSigner(folder, folder.key("kulla/test"));
  signerClient = new pg.Client({ connectionString: urls.signer });
  await signerClient.connect();
  await signer.recheck(signerClient);
  for (let n = 0; n < 12; n += 1)
    await addEntry(n % 2 ? cast.ilir : cast.besa, n % 3 ? incident : other, `Entry “${n}”\nçë`);
  await sign();
  copyFileSync(newestFile(), inHome("kept-outside.txt"));
  await addRedEntry(cast.besa, incident, [cast.dritan]);
  await correct(cast.besa, incident, 1);
  const { logNumber } = await addEntry(cast.besa, incident, "by mistake");
  await withdraw(cast.besa, incident, logNumber);
  await sign();
});
afterAll(async () => {
  await signerClient.end();
  rmSync(home, { recursive: true });
});

const sign = () => signer.round(signerClient);
const newestFile = () => path.join(home, "checkpoints", readdirSync(inHome("checkpoints")).sort().at(-1) ?? "");

async function made(options: { checkpoints?: string[] } = {}) {
  const client = await owner.connect();
  try {
    return await exportIncident(client, incident.ref, { by: "a clerk", ...options });
  } finally {
    client.release();
  }
}

async function held(): Promise<HeldLog> {
  const client = await owner.connect();
  await client.query("BEGIN");
  const log = await hold(await readRecord(client));
  await client.query("ROLLBACK");
  client.release();
  return log;
}

async function put(log: HeldLog): Promise<void> {
  const client = await admin.connect();
  await writeBack(client, log);
  client.release();
}

describe("an export", () => {
  test("holds on a machine without Kulla, against a checkpoint and a key from outside", async () => {
    const { text, lines } = await made();
    const key = inHome("public-key.txt");
    const { code, said } = await verifies(text, "--checkpoint", inHome("kept-outside.txt"), "--key", key);
    expect(said).toContain(`${lines} lines, of which 12 are numbered entries`);
    expect(said).toContain("the record only grew since");
    expect(said).toContain("RESULT: everything that was checked holds.");
    expect(code).toBe(0);
  });
  test("without anything from outside it says how little that shows", async () => {
    const { code, said } = await verifies((await made()).text);
    expect(said).toContain("NOTE: no checkpoint and no key from outside was given.");
    expect(code).toBe(0);
  });
  test("names the lines that are newer than the checkpoint", async () => {
    await addEntry(cast.besa, incident, "just now");
    const { code, said } = await verifies((await made()).text);
    // The exports made so far are lines of the incident too.
    expect(said).toMatch(/; [0-9]+ are newer than it, and nothing proves them yet/);
    expect(code).toBe(0);
  });
  test("holds no word of another incident", async () => {
    expect((await made()).text).not.toContain("Another one");
  });
  test("is itself in the record, by a session that ended with it", async () => {
    const { sha256, lines } = await made();
    const { rows } = await owner.query(
      "SELECT e.type, e.actor_id, e.audience, e.canon::jsonb->>'session' AS session, b.body::jsonb AS body FROM entry e JOIN entry_body b ON b.entry_id = e.id ORDER BY e.seq DESC LIMIT 1",
    );
    expect(rows).toEqual([
      {
        type: "export.made",
        actor_id: null,
        audience: "audit",
        session: "system",
        body: { by: "a clerk", lines, sha256 },
      },
    ]);
    const live = await owner.query("SELECT FROM session WHERE scope = 'verify' AND revoked_at IS NULL");
    expect(live.rowCount).toBe(0);
    const client = await owner.connect();
    expect((await verifyRecord(client, { checkpoints: [inHome("kept-outside.txt")] })).problems).toEqual([]);
    client.release();
  });
  test("of an incident that is not there is refused, and so is one of a changed record", async () => {
    const client = await owner.connect();
    await expect(exportIncident(client, "INC-1999-01", { by: "a clerk" })).rejects.toThrow(
      "There is no incident INC-1999-01.",
    );
    client.release();
    await unguarded("UPDATE entry SET leaf = sha256(leaf) WHERE seq = 3");
    await expect(made()).rejects.toThrow("npm run verify tells where");
    await unguarded("UPDATE entry SET leaf = sha256('\\x00'::bytea || convert_to(canon, 'UTF8')) WHERE seq = 3");
  });
});

describe("the verifier finds", () => {
  type Header = { lines: number; checkpoint: string; ties: { proof: string }[] };
  type Line = { seq: number; canon: string; salt: string; body: string; proof: string | null };
  const changed = async (change: (lines: Line[], header: Header) => void) => {
    await sign();
    const [header, ...lines] = (await made()).text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
    change(lines as Line[], header as Header);
    return verifies(
      [header, ...lines].map((line) => `${JSON.stringify(line)}\n`).join(""),
      "--checkpoint",
      inHome("kept-outside.txt"),
      "--key",
      inHome("public-key.txt"),
    );
  };
  const one = (lines: Line[]) => lines[random.between(0, lines.length - 2)] as Line;
  const changes: Record<string, (lines: Line[], header: Header) => void> = {
    "other words": (lines) => {
      one(lines).body += " ";
    },
    "another salt": (lines) => {
      one(lines).salt = "AAAA";
    },
    "another hashed text": (lines) => {
      one(lines).canon += " ";
    },
    "a line too few": (lines) => {
      lines.splice(2, 1);
    },
    "an entry too few, and the count made to fit": (lines, header) => {
      lines.splice(
        lines.findIndex(({ canon }) => canon.includes('"number": 2,')),
        1,
      );
      header.lines -= 1;
    },
    "a line twice": (lines, header) => {
      lines.splice(2, 0, lines[2] as Line);
      header.lines += 1;
    },
    "two lines swapped": (lines) => {
      lines.splice(2, 2, lines[3] as Line, lines[2] as Line);
    },
    "a proof of another line": (lines) => {
      (lines[1] as Line).proof = (lines[2] as Line).proof;
    },
    "no proof where there must be one": (lines) => {
      (lines[1] as Line).proof = null;
    },
    "a checkpoint of another size": (_lines, header) => {
      header.checkpoint = header.checkpoint.replace(/\n([0-9]+)\n/, "\n$10\n");
    },
    "ties that do not hold": (_lines, header) => {
      for (const tie of header.ties) tie.proof = tie.proof.replace(/^./, (sign) => (sign === "A" ? "B" : "A"));
    },
  };
  test.each(Object.keys(changes))("%s", async (name) => {
    const { code, said } = await changed(changes[name] ?? (() => {}));
    expect(said).toContain("BROKEN:");
    expect(code).toBe(1);
  });
  test("a file that is cut", async () => {
    const { text } = await made();
    expect((await verifies(text.slice(0, text.lastIndexOf("\n", text.length - 2) + 1))).code).toBe(1);
    expect((await verifies(text.slice(0, -20))).code).toBe(2);
    expect((await verifies("")).code).toBe(2);
  });
  test("a record that was rewritten whole and signed anew with the stolen key", async () => {
    const clean = await held();
    const log = twin(clean);
    tamperings.delete(log, 5, random);
    makeItFit(log, new SignerFolder(inHome("key.pem")).key(""));
    await put(log);
    const { text } = await made();
    await put(clean);
    expect((await verifies(text)).code).toBe(0);
    const { code, said } = await verifies(text, "--checkpoint", inHome("kept-outside.txt"));
    expect(said).toMatch(/BROKEN: The checkpoint from outside covers [0-9]+ lines, and they are no longer the same/);
    expect(code).toBe(1);
  });
  test("a checkpoint that the file knows nothing of, which it can then not check", async () => {
    const { text } = await made();
    await addEntry(cast.besa, incident, "later");
    await sign();
    const { code, said } = await verifies(text, "--checkpoint", newestFile());
    expect(said).toContain("CANNOT BE CHECKED");
    expect(code).toBe(2);
  });
});

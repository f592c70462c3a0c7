import { generateKeyPairSync } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { type NoteKey, publicKeyText, readCheckpoint, readPrivateKey, type SignedCheckpoint } from "./checkpoint";

const CHECKPOINT_FILE = /^[0-9]{12}\.txt$/;

/** What the signer keeps for itself: its key, made at the first start, and every checkpoint it has signed, a file each. */
export class SignerFolder {
  private readonly folder: string;
  private readonly checkpoints: string;

  constructor(private readonly keyFile: string) {
    this.folder = path.dirname(keyFile);
    this.checkpoints = path.join(this.folder, "checkpoints");
    mkdirSync(this.checkpoints, { recursive: true });
  }

  /** The key under the name it got when it was made: a Kulla that moves to another address stays the same signer. */
  key(nameOfNew: string): NoteKey {
    const publicFile = path.join(this.folder, "public-key.txt");
    if (!existsSync(this.keyFile)) {
      const { privateKey } = generateKeyPairSync("ed25519");
      write(this.keyFile, privateKey.export({ type: "pkcs8", format: "pem" }).toString(), 0o600);
    }
    const known = existsSync(publicFile) ? readFileSync(publicFile, "utf8").split("+", 1)[0] : undefined;
    const key = readPrivateKey(readFileSync(this.keyFile, "utf8"), known ?? this.newest()?.origin ?? nameOfNew);
    if (known === undefined) write(publicFile, `${publicKeyText(key)}\n`, 0o644);
    return key;
  }

  /** The last checkpoint that was signed here. */
  newest(): SignedCheckpoint | null {
    const name = readdirSync(this.checkpoints)
      .filter((file) => CHECKPOINT_FILE.test(file))
      .sort()
      .at(-1);
    if (!name) return null;
    const read = readCheckpoint(readFileSync(path.join(this.checkpoints, name), "utf8"));
    if (!read) throw new Error(`${path.join(this.checkpoints, name)} is not a checkpoint.`);
    return read;
  }

  keep(size: number, note: string): void {
    write(path.join(this.checkpoints, `${String(size).padStart(12, "0")}.txt`), note, 0o644);
  }
}

/** Whole or not at all, and on the disk before anything is said on the strength of it. */
function write(file: string, text: string, mode: number): void {
  const handle = openSync(`${file}.new`, "w", mode);
  writeSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.new`, file);
  const folder = openSync(path.dirname(file), "r");
  fsyncSync(folder);
  closeSync(folder);
}

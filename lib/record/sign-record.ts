import "server-only";
import type pg from "pg";
import {
  isSignedBy,
  type NoteKey,
  publicKeyText,
  readCheckpoint,
  type SignedCheckpoint,
  signCheckpoint,
} from "./checkpoint";
import { Frontier, type Hash } from "./merkle";
import type { SignerFolder } from "./signer-folder";

/** The record is not the continuation of what was signed before. Nothing is signed until a person has looked at it. */
export class NotConsistent extends Error {}

/**
 * Signs the state of the record when it has grown, and only when it is the continuation of what this signer signed last.
 * It keeps one hash for each power of two of the lines, so it costs the same at any length.
 */
export class RecordSigner {
  private frontier = new Frontier();
  private last: Hash | null = null;
  private signed: SignedCheckpoint | null;
  private stored = false;

  constructor(
    private readonly folder: SignerFolder,
    private readonly key: NoteKey,
  ) {
    this.signed = folder.newest();
    if (this.signed && !isSignedBy(this.signed, key)) {
      throw new NotConsistent("The newest checkpoint in the signer's folder was not signed by the key beside it.");
    }
  }

  /** Reads all leaves from the first: a record that was exchanged behind this signer's back is found here. */
  async recheck(client: pg.ClientBase): Promise<void> {
    this.frontier = new Frontier();
    this.last = null;
    await this.rememberStored(client);
    await this.readOn(client);
  }

  /**
   * Reads the leaves that are new, signs when there are any, and keeps the checkpoint as a file first and in the database after.
   * @returns how many lines the newest checkpoint covers
   */
  async round(client: pg.ClientBase): Promise<number> {
    await this.readOn(client);
    const { size } = this.frontier;
    if (size > (this.signed?.size ?? 0)) {
      const note = signCheckpoint({ origin: this.key.name, size, root: this.frontier.root() }, this.key);
      this.folder.keep(size, note);
      this.signed = readCheckpoint(note);
      this.stored = false;
    }
    if (this.signed && !this.stored) {
      const values = [this.signed.size, this.signed.root, this.signed.note, publicKeyText(this.key)];
      await client.query("SELECT app.keep_checkpoint($1, $2, $3, $4)", values);
      this.stored = true;
    }
    return this.signed?.size ?? 0;
  }

  /** When the files were lost, the database may still hold something newer with this key's own signature. */
  private async rememberStored(client: pg.ClientBase): Promise<void> {
    const { rows } = await client.query<{ note: string }>("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1");
    const read = readCheckpoint(rows[0]?.note ?? "");
    if (read && read.size > (this.signed?.size ?? 0) && isSignedBy(read, this.key)) this.signed = read;
  }

  private async readOn(client: pg.ClientBase): Promise<void> {
    for (;;) {
      // The last line is read again each time: it tells whether the record is still the one that was read.
      const from = this.frontier.size - (this.last ? 1 : 0);
      const { rows } = await client.query<{ seq: string; leaf: Hash }>("SELECT seq, leaf FROM app.leaves_after($1)", [
        from,
      ]);
      const again = this.last ? rows.shift() : null;
      if (this.last && !(again && Number(again.seq) === this.frontier.size && again.leaf.equals(this.last))) {
        throw new NotConsistent(`Line ${this.frontier.size} of the record is no longer what it was.`);
      }
      for (const { seq, leaf } of rows) this.take(Number(seq), leaf);
      if (rows.length === 0) break;
    }
    if (this.signed && this.frontier.size < this.signed.size) {
      throw new NotConsistent(`The record has ${this.frontier.size} lines; ${this.signed.size} were signed.`);
    }
  }

  private take(seq: number, leaf: Hash): void {
    if (seq !== this.frontier.size + 1)
      throw new NotConsistent(`Line ${this.frontier.size + 1} of the record is missing.`);
    this.frontier.append(leaf);
    this.last = leaf;
    if (seq === this.signed?.size && !this.frontier.root().equals(this.signed.root)) {
      throw new NotConsistent(`The first ${seq} lines of the record are not those that were signed.`);
    }
  }
}

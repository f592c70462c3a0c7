import { isSignedBy, type NoteKey, readCheckpoint, readPublicKey, type SignedCheckpoint } from "./checkpoint";
import type { Hash } from "./merkle";
import type { OutsideCheckpoint } from "./outside";
import type { KeptCheckpoint } from "./record-copy";
import type { Finding, Walk } from "./verify-line";

/** The checkpoints that a record is held against: the roots they need are taken while its lines are read. */
export class Checkpoints {
  private readonly roots: Map<number, Hash | null>;
  private readonly outside: { name: string; read: SignedCheckpoint | null }[];

  constructor(
    private readonly kept: KeptCheckpoint[],
    outside: OutsideCheckpoint[],
    private readonly signer: NoteKey | null,
  ) {
    this.outside = outside.map(({ name, note }) => ({ name, read: readCheckpoint(note) }));
    const sizes = [...kept, ...this.outside.flatMap(({ read }) => read ?? [])].map(({ size }) => size);
    this.roots = new Map(sizes.map((size) => [size, null]));
  }

  /** To be told after each line, and once before the first. */
  pass({ lines, frontier }: Walk): void {
    if (this.roots.has(lines)) this.roots.set(lines, frontier.root());
  }

  findings(): Finding[] {
    const ofKept = this.kept.map((kept) => finding("stored", `of ${kept.size} lines`, this.objectionToKept(kept)));
    const ofOutside = this.outside.map(({ name, read }) => finding("outside", name, this.objectionToOutside(read)));
    return [...ofKept, ...ofOutside].filter((one) => one !== null);
  }

  /** A key given from outside must have signed the newest; an older one may be from before the key was changed. */
  private objectionToKept(kept: KeptCheckpoint): string | null {
    const read = readCheckpoint(kept.note);
    const given = kept === this.kept.at(-1) ? this.signer : null;
    const signer = given ?? readPublicKey(kept.publicKey);
    if (!read || read.size !== kept.size || !read.root.equals(kept.root)) return "is not what its own note says.";
    if (!signer || !isSignedBy(read, signer)) return "is not signed by this record's signer.";
    return this.disagreement(read);
  }

  private objectionToOutside(read: SignedCheckpoint | null): string | null {
    if (!read) return "is not a checkpoint.";
    const texts = new Set(this.kept.map(({ publicKey }) => publicKey));
    const signers = this.signer ? [this.signer] : [...texts].flatMap((text) => readPublicKey(text) ?? []);
    if (signers.length > 0 && !signers.some((signer) => isSignedBy(read, signer))) {
      return `is of ${read.origin}, and not signed by this record's signer.`;
    }
    return this.disagreement(read);
  }

  private disagreement({ size, root }: SignedCheckpoint): string | null {
    const computed = this.roots.get(size) ?? null;
    if (!computed) return `covers ${size} lines, more than the record now has.`;
    return computed.equals(root) ? null : `covers ${size} lines, and they are no longer the same.`;
  }
}

function finding(where: "stored" | "outside", name: string, objection: string | null): Finding | null {
  const what = where === "stored" ? "The stored checkpoint" : "The outside checkpoint";
  return objection ? { kind: `${where}-checkpoint`, says: `${what} ${name} ${objection}` } : null;
}

import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { HASH_BYTES, type Hash } from "./merkle";

/**
 * A checkpoint is a signed statement: "the record of this origin has this many lines, and this is their root". Text formats of C2SP:
 * signed-note, tlog-checkpoint and Ed25519 key ids, so that any witness that speaks them can hold ours.
 */
export interface Checkpoint {
  origin: string;
  size: number;
  root: Hash;
}

export interface SignedCheckpoint extends Checkpoint {
  note: string;
  /** The signed words, up to and with the last newline before the blank line. */
  text: string;
  signatures: { name: string; keyId: Buffer; signature: Buffer }[];
}

export interface NoteKey {
  name: string;
  key: KeyObject;
}

const ED25519 = 1;
const KEY_ID_BYTES = 4;
const CHECKPOINT = /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n([^\n]+\n)*$/;
const SIGNATURE = /^— ([^ +]+) ([A-Za-z0-9+/]+={0,2})$/;
const PUBLIC_KEY = /^([^ +]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/;

/** The note that the signer keeps and gives away. */
export function signCheckpoint({ origin, size, root }: Checkpoint, signer: NoteKey): string {
  const text = `${origin}\n${size}\n${root.toString("base64")}\n`;
  const signature = sign(null, Buffer.from(text), signer.key);
  return `${text}\n— ${signer.name} ${Buffer.concat([keyIdOf(signer), signature]).toString("base64")}\n`;
}

/** Reads a note, strictly; null when it is not a checkpoint. Who signed it is another question: `isSignedBy`. */
export function readCheckpoint(note: string): SignedCheckpoint | null {
  const blank = note.lastIndexOf("\n\n");
  const text = note.slice(0, blank + 1);
  const found = CHECKPOINT.exec(text);
  const lines = note.slice(blank + 2).split("\n");
  if (blank < 0 || !found || lines.pop() !== "" || lines.length === 0) return null;
  const signatures = lines.map((line) => {
    const [, name = "", base64 = ""] = SIGNATURE.exec(line) ?? [];
    const bytes = Buffer.from(base64, "base64");
    return { name, keyId: bytes.subarray(0, KEY_ID_BYTES), signature: bytes.subarray(KEY_ID_BYTES) };
  });
  if (signatures.some(({ name, signature }) => !name || signature.length === 0)) return null;
  const [, origin = "", size = "", root = ""] = found;
  return { origin, size: Number(size), root: Buffer.from(root, "base64"), note, text, signatures };
}

/** Whether one of the note's signatures was made by this key, under this name. */
export function isSignedBy(
  { text, signatures }: Pick<SignedCheckpoint, "text" | "signatures">,
  signer: NoteKey,
): boolean {
  const keyId = keyIdOf(signer);
  const own = signatures.find((one) => one.name === signer.name && one.keyId.equals(keyId));
  return own !== undefined && verify(null, Buffer.from(text), publicOf(signer.key), own.signature);
}

/** A public key as one line of text: name, key id, key. */
export function publicKeyText(signer: NoteKey): string {
  return `${signer.name}+${keyIdOf(signer).toString("hex")}+${Buffer.concat([Buffer.of(ED25519), rawOf(signer.key)]).toString("base64")}`;
}

/** The public key in such a line; null when the line is not one or its key id is not that of its key. */
export function readPublicKey(line: string): NoteKey | null {
  const [, name = "", keyId = "", base64 = ""] = PUBLIC_KEY.exec(line.trim()) ?? [];
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length !== HASH_BYTES + 1 || bytes[0] !== ED25519) return null;
  const key = createPublicKey({
    key: { kty: "OKP", crv: "Ed25519", x: bytes.subarray(1).toString("base64url") },
    format: "jwk",
  });
  return keyIdOf({ name, key }).toString("hex") === keyId ? { name, key } : null;
}

/** The signing key in a PEM text, under the name by which its notes are known. */
export const readPrivateKey = (pem: string, name: string): NoteKey => ({ name, key: createPrivateKey(pem) });

const publicOf = (key: KeyObject) => (key.type === "public" ? key : createPublicKey(key));
const rawOf = (key: KeyObject) => Buffer.from(publicOf(key).export({ format: "jwk" }).x ?? "", "base64url");

/** The first bytes of a hash over name and key, so that a note tells which key to try. */
function keyIdOf({ name, key }: NoteKey): Buffer {
  return createHash("sha256")
    .update(`${name}\n`)
    .update(Buffer.of(ED25519))
    .update(rawOf(key))
    .digest()
    .subarray(0, KEY_ID_BYTES);
}

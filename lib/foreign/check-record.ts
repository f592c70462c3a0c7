import "server-only";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { Sentence } from "@/lib/kernel/sentence";
import {
  isSignedBy,
  publicKeyText,
  readCheckpoint,
  readPublicKey,
  type SignedCheckpoint,
} from "@/lib/record/checkpoint";
import { HASH_BYTES, type Hash, leafHash, provesInclusion, sha256 } from "@/lib/record/merkle";
import { Canon, Header, Line } from "./schema";

const LINE_MAX = 2_000_000;
/** The first line holds the texts of signed decisions, too. */
const HEADER_MAX = 50_000_000;

/** One line that holds, with what its hashed text says. `proof` is null when it is newer than the checkpoint. */
export interface CheckedLine {
  canon: Canon;
  text: string;
  leaf: Hash;
  proof: Hash | null;
  words: { salt: Buffer; body: string } | null;
}

export interface CheckedRecord {
  header: Header;
  checkpoint: SignedCheckpoint;
  publicKey: string;
  proven: number;
  unproven: number;
}

/**
 * Checks an exported record from its first line to its last: form, order, words, numbers, corrections, the way of each line to the signed root,
 * and the signature.
 * @param key the public key as it was given outside, when there is one
 * @throws Sentence with the first thing that is wrong
 */
export async function checkRecord(file: string, key?: string): Promise<CheckedRecord> {
  const { header, checkpoint, publicKey } = await checkHead(file, key);
  const seen = new Set<string>();
  let [lines, proven, numbers, seq] = [0, 0, 0, 0];
  for await (const line of linesOf(file, header, checkpoint)) {
    const { canon } = line;
    const name = `Line ${canon.seq}`;
    if (canon.seq <= seq) throw new Sentence(`${name} is not in order.`);
    if (canon.number !== undefined && canon.number !== numbers + 1)
      throw new Sentence(`Entry ${numbers + 1} is missing before entry ${canon.number}.`);
    const earlier = canon.corrects ?? canon.withdraws;
    if (earlier !== undefined && !seen.has(earlier))
      throw new Sentence(`${name}: what it corrects or withdraws is not an earlier line of this incident.`);
    if (seen.has(canon.id)) throw new Sentence(`${name}: it has the id of another line.`);
    checkNaming(line, header);
    seen.add(canon.id);
    seq = canon.seq;
    numbers = canon.number ?? numbers;
    lines += 1;
    if (line.proof) proven += 1;
  }
  if (lines !== header.lines) throw new Sentence(`The record should hold ${header.lines} lines and holds ${lines}.`);
  if (proven === 0) throw new Sentence("No line of the record is proven by its checkpoint.");
  return { header, checkpoint, publicKey, proven, unproven: lines - proven };
}

async function checkHead(file: string, key: string | undefined) {
  for await (const text of textsOf(file)) {
    const header = Header.safeParse(jsonIn(text)).data;
    if (!header) throw new Sentence("The record is not an export of Kulla, or its first line cannot be read.");
    if (header.checkpoint === null)
      throw new Sentence(
        "The record holds no checkpoint, so none of its lines is proven. Make the bundle again when the signer has run.",
      );
    const checkpoint = readCheckpoint(header.checkpoint);
    const signer = readPublicKey(header.publicKey ?? "");
    if (!checkpoint) throw new Sentence("The checkpoint of the record cannot be read.");
    if (!signer || !isSignedBy(checkpoint, signer))
      throw new Sentence("The checkpoint of the record is not signed by the key that came with it.");
    const given = key === undefined ? signer : readPublicKey(key);
    if (!given) throw new Sentence("The given public key cannot be read.");
    if (publicKeyText(given) !== publicKeyText(signer))
      throw new Sentence("The record is signed by another key than the one that was given.");
    return { header, checkpoint, publicKey: publicKeyText(signer) };
  }
  throw new Sentence("The record is empty.");
}

/**
 * The lines of a record, each checked by itself.
 * @throws Sentence with the first thing that is wrong
 */
export async function* linesOf(
  file: string,
  header: Header,
  checkpoint: SignedCheckpoint,
): AsyncGenerator<CheckedLine> {
  let first = true;
  for await (const text of textsOf(file)) {
    if (!first) yield checkLine(text, header, checkpoint);
    first = false;
  }
}

function checkLine(text: string, header: Header, checkpoint: SignedCheckpoint): CheckedLine {
  const line = Line.safeParse(jsonIn(text)).data;
  if (!line) throw new Sentence("A line of the record cannot be read: it is cut or was changed.");
  const name = `Line ${line.seq}`;
  const canon = Canon.safeParse(jsonIn(line.canon)).data;
  if (!canon) throw new Sentence(`${name}: its hashed text cannot be read, or a newer Kulla wrote it.`);
  if (canon.seq !== line.seq || canon.incident !== header.incident.id)
    throw new Sentence(`${name}: its hashed text belongs to another line.`);
  const leaf = leafHash(line.canon);
  return { canon, text: line.canon, leaf, proof: proofOf(line, leaf, checkpoint), words: wordsOf(line, canon) };
}

function proofOf({ seq, proof }: Line, leaf: Hash, { size, root }: SignedCheckpoint): Hash | null {
  if (proof === null && seq > size) return null;
  const bytes = Buffer.from(proof ?? "", "base64");
  const steps = Array.from({ length: Math.floor(bytes.length / HASH_BYTES) }, (_, n) =>
    bytes.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES),
  );
  const isWhole = bytes.length % HASH_BYTES === 0;
  if (!isWhole || !provesInclusion(leaf, seq - 1, size, steps, root))
    throw new Sentence(`Line ${seq}: it is not in the record that the checkpoint signs.`);
  return bytes;
}

function wordsOf({ seq, salt, body }: Line, canon: Canon): CheckedLine["words"] {
  if (salt === null && body === null) return null;
  const bytes = Buffer.from(salt ?? "", "base64");
  if (salt === null || body === null || sha256(bytes, Buffer.from(body)).toString("hex") !== canon.body)
    throw new Sentence(`Line ${seq}: its words are not those it was recorded with.`);
  return { salt: bytes, body };
}

/** How the incident is named is on record where it was opened, so the first line cannot give it another name. */
function checkNaming({ canon, words }: CheckedLine, { incident }: Header): void {
  if (canon.exercise !== undefined && canon.exercise !== incident.exercise)
    throw new Sentence("The record says something else than its first line of whether this is an exercise.");
  const opened =
    canon.type === "incident.opened" && words ? (jsonIn(words.body) as Record<string, unknown> | null) : null;
  if (opened && (opened["ref"] !== incident.ref || opened["name"] !== incident.name))
    throw new Sentence("The record names the incident otherwise than its first line.");
}

/** The lines of a file as text. A file that does not end with a whole line was cut. */
async function* textsOf(file: string): AsyncGenerator<string> {
  let end = "\n";
  const stream = createReadStream(file, "utf8");
  stream.on("data", (piece) => {
    end = String(piece).at(-1) ?? end;
  });
  let most = HEADER_MAX;
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (text.length > most) throw new Sentence("A line of the record is longer than a line can be.");
    most = LINE_MAX;
    yield text;
  }
  if (end !== "\n") throw new Sentence("The record is cut: its last line does not end.");
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

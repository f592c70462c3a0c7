// node verify.mjs <export file> [--checkpoint <file>] [--key <public key, or a file with it>] [--origin <https://the address of Kulla>]
// Checks an exported incident on any machine with Node and nothing else. It shares no code with the program whose record it checks.
// Ends with 0 when everything holds, 1 when something does not, 2 when it cannot be checked.
import { createHash, createPublicKey, verify } from "node:crypto";
import { createReadStream, existsSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const HASH_BYTES = 32;
const problems = [];
const doubts = [];

async function main(args) {
  const { file, checkpoint, key, origin } = read(args);
  let header;
  let checkpointInside = null;
  const found = {
    lines: 0,
    words: 0,
    withheld: 0,
    proven: 0,
    newer: 0,
    numbers: 0,
    seq: 0,
    ids: new Set(),
    files: new Set(),
    approvals: {
      keys: [],
      texts: new Set(),
      used: new Set(),
      origin,
      origins: new Set(),
      signed: 0,
      broken: 0,
      coded: 0,
    },
  };
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    const value = parse(text, file);
    if (!header) {
      header = value;
      if (header.format !== "kulla export v1") throw new Error(`${file} is not an export of Kulla.`);
      checkpointInside = header.checkpoint === null ? null : parseNote(header.checkpoint, "the file");
      found.approvals.keys = keysIn(header, checkpointInside);
      found.approvals.texts = new Set((header.texts ?? []).map((words) => sha256(words).toString("hex")));
    } else checkLine(value, header, checkpointInside, found);
  }
  if (!header) throw new Error(`${file} is empty.`);
  await checkManifest(file, found);
  if (found.lines !== header.lines) problem(`The file should hold ${header.lines} lines and holds ${found.lines}.`);
  tell(header, found);
  tellApprovals(found.approvals);
  const signer = checkSigner(header, checkpointInside, key);
  if (checkpoint) checkOutside(header, checkpointInside, parseNote(textOf(checkpoint), checkpoint), signer);
  else if (!key)
    say(
      "NOTE: no checkpoint and no key from outside was given. This shows that the file agrees with itself, and no more.",
    );
  for (const doubt of doubts) say(`CANNOT BE CHECKED: ${doubt}`);
  for (const words of problems.slice(0, 20)) say(`BROKEN: ${words}`);
  if (problems.length > 20) say(`BROKEN: … and ${problems.length - 20} more.`);
  const [words, code] =
    problems.length > 0
      ? ["this file does not hold", 1]
      : doubts.length > 0
        ? ["not everything could be checked", 2]
        : ["everything that was checked holds", 0];
  say(`RESULT: ${words}.`);
  process.exit(code);
}

/** One line of the record: its own text, its words, its place in the tree, its place among the entries. */
function checkLine({ seq, canon: text, salt, body, proof }, { incident }, checkpoint, found) {
  const name = `Line ${seq}`;
  let canon = {};
  try {
    canon = JSON.parse(text);
  } catch {
    problem(`${name}: its hashed text cannot be read.`);
  }
  found.lines += 1;
  if (seq <= found.seq) problem(`${name} is not in order.`);
  found.seq = seq;
  if (canon.seq !== seq || canon.incident !== incident.id) problem(`${name}: its hashed text belongs to another line.`);
  if (body === null || salt === null) found.withheld += 1;
  else if (sha256(Buffer.from(salt, "base64"), body).toString("hex") !== canon.body)
    problem(`${name}: its words are not those it was recorded with.`);
  else {
    found.words += 1;
    for (const one of namedFiles(body)) found.files.add(one);
    if (canon.type === "decision.approved" || canon.type === "decision.ratified")
      checkApproval(name, canon, body, found.approvals);
  }
  if (canon.number !== undefined) {
    if (canon.number !== found.numbers + 1)
      problem(`Entry ${found.numbers + 1} is missing before entry ${canon.number}.`);
    found.numbers = canon.number;
  }
  const earlier = canon.corrects ?? canon.withdraws;
  if (earlier !== undefined && !found.ids.has(plain(earlier)))
    problem(`${name}: what it corrects or withdraws is not an earlier line of this incident.`);
  found.ids.add(plain(canon.id));
  if (proof === null && !(checkpoint && seq <= checkpoint.size)) found.newer += 1;
  else if (checkpoint && provesInclusion(sha256(Buffer.of(0), text), seq - 1, checkpoint, hashesIn(proof)))
    found.proven += 1;
  else problem(`${name}: it is not in the record that the checkpoint signs.`);
}

function checkApproval(name, canon, body, approvals) {
  const reasons = whyNotSigned({ canon, words: parsed(body) ?? {} }, approvals);
  if (reasons === null) approvals.coded += 1;
  else if (reasons.length === 0) approvals.signed += 1;
  else approvals.broken += 1;
  for (const reason of reasons ?? []) problem(`${name}: ${reason}`);
}

function tellApprovals({ signed, broken, coded, origins }) {
  if (signed + broken + coded === 0) return;
  const named = (count) => `${count} ${count === 1 ? "approval" : "approvals"}`;
  say(
    `${named(signed)} signed with a passkey of whoever gave it, over the decision, version and preview that it names${origins.size > 0 ? `, at ${[...origins].join(", ")}` : ""}.`,
  );
  if (broken > 0) say(`${named(broken)} with a signature that does not hold.`);
  if (coded > 0) say(`${named(coded)} given by a code or without one, which nothing proves outside of Kulla.`);
}

/** In an unpacked bundle each file must be the one that the manifest beside the record names. */
async function checkManifest(file, { files: wanted }) {
  const folder = path.dirname(file);
  const manifest = path.join(folder, "manifest.json");
  if (!existsSync(manifest)) return;
  const { format, files } = parse(textOf(manifest), manifest);
  if (format !== "kulla bundle v1" || !Array.isArray(files)) return;
  let good = 0;
  for (const { name, sha256: hash } of files) {
    const found = /^[\w.]+$|^files\/[0-9a-f]{64}$/.test(name) ? await hashOfFile(path.join(folder, name)) : null;
    wanted.delete(name.slice("files/".length));
    if (found === hash) good += 1;
    else problem(`${name} is not the file that the manifest names.`);
  }
  say(`${good} files are those that the manifest names.`);
  if (wanted.size > 0) doubts.push(`${wanted.size} files that entries name are not in this bundle.`);
}

/** The hashes of the files that an entry names. */
function namedFiles(body) {
  try {
    return (JSON.parse(body).files ?? []).map(({ sha256: hash }) => String(hash));
  } catch {
    return [];
  }
}

async function hashOfFile(file) {
  const hash = createHash("sha256");
  try {
    for await (const piece of createReadStream(file)) hash.update(piece);
  } catch {
    return null;
  }
  return hash.digest("hex");
}

function tell({ incident, madeAt, by }, { lines, words, withheld, proven, newer, numbers }) {
  say(
    `Incident ${incident.ref} “${incident.name}”${incident.exercise ? " (EXERCISE)" : ""}, exported ${madeAt} by ${by}.`,
  );
  say(`${lines} lines, of which ${numbers} are numbered entries of people, without a gap unless said below.`);
  say(
    `${words} have the words they were recorded with${withheld > 0 ? `; the words of ${withheld} are withheld` : ""}.`,
  );
  say(
    `${proven} are in the record that the checkpoint signs${newer > 0 ? `; ${newer} are newer than it, and nothing proves them yet` : ""}.`,
  );
}

/** Who signed the checkpoint in the file: by the key from outside, or else by the key that came with it. */
function checkSigner({ publicKey }, checkpoint, given) {
  if (!checkpoint) {
    doubts.push("the file holds no checkpoint, so none of its lines is proven.");
    return null;
  }
  const text = given ?? publicKey ?? "";
  const signer = parseKey(text) ?? (given ? parseKey(textOf(given)) : null);
  if (!signer) throw new Error("The public key cannot be read.");
  if (isSigned(checkpoint, signer)) {
    say(
      `The checkpoint covers ${checkpoint.size} lines of ${checkpoint.origin} and is signed by ${signer.name} (key ${signer.id}${given ? "" : ", which came with the file"}).`,
    );
  } else problem("The checkpoint in the file is not signed by this key.");
  return signer;
}

/** The checkpoint that was kept outside and the one in the file are states of one record that only grew. */
function checkOutside({ ties }, inside, outside, signer) {
  if (!inside) return;
  const covers = `The checkpoint from outside covers ${outside.size} lines`;
  if (outside.origin !== inside.origin) problem(`${covers} of another record, ${outside.origin}.`);
  else if (signer && !isSigned(outside, signer)) problem(`${covers} and is not signed by this key.`);
  const tie = (ties ?? []).find(({ size }) => size === outside.size);
  const newer = outside.size > inside.size;
  if (outside.size === inside.size && outside.root.equals(inside.root))
    say(`${covers}, the same as the one in the file.`);
  else if (outside.size === inside.size) problem(`${covers}, as the one in the file does, and not the same ones.`);
  else if (!tie)
    doubts.push(
      `${covers}; the file has no tie to it. ${newer ? "Ask for a newer export." : "Ask for an export made with --checkpoint and that checkpoint."}`,
    );
  else if (!provesConsistency(outside, inside, hashesIn(tie.proof)))
    problem(`${covers}, and they are no longer the same.`);
  else say(`${covers}, and the record only grew since: none of them was changed.`);
}

// Approvals that a passkey signed (WebAuthn level 3, §7.2): what was signed is put together again from the record.

/**
 * Why an approval does not hold, one sentence a reason: none when its signature holds, null when it claims none.
 * `keys` is the history of keys from the record, `used` the nonces so far, `texts` the hashes of the texts at hand, `origin` the address that was given.
 */
export function whyNotSigned({ canon, words }, { keys, used, texts, origin, origins }) {
  const { factor, weaker, signature } = words;
  if (factor !== "passkey")
    return weaker === true && signature === undefined ? null : ["it claims to be signed and names no passkey."];
  const bytes = signedBytes(signature);
  if (weaker !== false || !bytes) return ["it says that a passkey signed it, and its signature cannot be read."];
  const said = parsed(bytes.clientDataJson.toString("utf8")) ?? {};
  const key = publicKeyOf(bytes.publicKey);
  const reasons = [];
  const unless = (holds, reason) => holds || reasons.push(reason);
  unless(said.type === "webauthn.get", "what was signed is no answer of a passkey to a challenge.");
  unless(
    said.challenge === sha256(signedText(canon, words)).toString("base64url"),
    "something else was signed: another decision, version, text, preview, answer, reason or person.",
  );
  unless(
    said.origin === signature.origin && said.crossOrigin !== true,
    "it was signed at another address than it says.",
  );
  unless(!origin || said.origin === origin, `it was not signed at ${origin}.`);
  unless(
    bytes.authenticatorData.subarray(0, 32).equals(sha256(hostIn(signature.origin))),
    "the passkey signed for another site.",
  );
  unless((bytes.authenticatorData[32] & 1) === 1, "nobody touched the passkey.");
  unless((bytes.authenticatorData[32] & 4) === 4, "the passkey was used without PIN or finger.");
  const data = Buffer.concat([bytes.authenticatorData, sha256(bytes.clientDataJson)]);
  unless(key && isSignedBy(key, data, bytes.signature), "its signature is not one of its key.");
  const whyNotTheirs = whyNotKeyOf(canon, signature, sha256(bytes.publicKey).toString("hex"), keys);
  unless(!whyNotTheirs, whyNotTheirs);
  unless(!used.has(signature.nonce), "its signature was used before.");
  unless(texts.has(words.textHash), "the text that was approved is not in the file.");
  used.add(signature.nonce);
  if (reasons.length === 0) origins.add(signature.origin);
  return reasons;
}

const signedText = ({ type, incident, actor }, { name, version, textHash, previewHash, reason, signature }) =>
  [
    "kulla/approval/v1",
    `incident ${incident}`,
    `decision ${/^D-0*([1-9][0-9]*)$/.exec(name)?.[1]}`,
    `version ${version}`,
    `text ${textHash}`,
    `preview ${previewHash}`,
    `says ${type === "decision.ratified" ? "ratify" : "approve"}`,
    `person ${actor}`,
    `reason ${sha256(String(reason)).toString("hex")}`,
    `nonce ${signature.nonce}`,
  ].join("\n");

const PARTS = ["publicKey", "authenticatorData", "clientDataJson", "signature"];

/** The parts of a signature as bytes; null unless each is there, in the one spelling that base64url has for it. */
function signedBytes(signature) {
  if (!signature || typeof signature !== "object") return null;
  if (["nonce", "origin", "credentialId"].some((part) => typeof signature[part] !== "string")) return null;
  const bytes = {};
  for (const part of PARTS) {
    const text = String(signature[part]);
    bytes[part] = Buffer.from(text, "base64url");
    if (bytes[part].length === 0 || bytes[part].toString("base64url") !== text) return null;
  }
  return bytes.authenticatorData.length < 37 ? null : bytes;
}

function hostIn(origin) {
  try {
    return new URL(origin).hostname;
  } catch {
    return "";
  }
}

/** The history of keys that the first line brings: each of its lines must be in the record as any other. */
export function keysIn({ keys = [] }, checkpoint) {
  let before = 0;
  return keys.flatMap(({ seq, canon: text, salt, body, proof }) => {
    const name = `Line ${seq} (of a key)`;
    const canon = parsed(text) ?? {};
    const words = parsed(body) ?? {};
    if (canon.seq !== seq || seq <= before)
      problem(`${name}: it is not in order, or its text belongs to another line.`);
    else if (sha256(Buffer.from(salt ?? "", "base64"), body ?? "").toString("hex") !== canon.body)
      problem(`${name}: its words are not those it was recorded with.`);
    else if (
      checkpoint &&
      !(proof === null && seq > checkpoint.size) &&
      !provesInclusion(sha256(Buffer.of(0), text), seq - 1, checkpoint, hashesIn(proof))
    )
      problem(`${name}: it is not in the record that the checkpoint signs.`);
    else {
      before = seq;
      const person = canon.type === "person.reset" ? canon.subject : canon.actor;
      return [{ seq, type: canon.type, person, credentialId: words.credentialId, sha256: words.publicKeySha256 }];
    }
    return [];
  });
}

/** Why a key was not this person's when they signed; empty when it was. */
function whyNotKeyOf({ actor, seq }, { credentialId }, hash, keys) {
  const added = keys.find((one) => one.type === "passkey.added" && one.credentialId === credentialId);
  if (!added) return "nobody ever registered its key.";
  if (added.person !== actor) return "its key is another person's.";
  if (added.sha256 !== hash) return "its key is not the one that was registered.";
  if (added.seq > seq) return "its key was registered only later.";
  const ended = keys.find(
    (one) =>
      one.seq > added.seq &&
      one.seq < seq &&
      one.person === actor &&
      (one.type === "person.reset" || (one.type === "passkey.removed" && one.credentialId === credentialId)),
  );
  if (ended) return "its key had been taken from this person before.";
  return "";
}

const ES256 = -7;
const EDDSA = -8;
const RS256 = -257;

/** A COSE key (RFC 9053) with which passkeys of Kulla are made: ES256, EdDSA or RS256. Null for any other. */
function publicKeyOf(bytes) {
  try {
    const { 1: kind, 3: alg, [-1]: first, [-2]: x, [-3]: y } = coseMap(bytes);
    const text = (part) => part.toString("base64url");
    const jwk =
      kind === 2 && alg === ES256 && first === 1
        ? { kty: "EC", crv: "P-256", x: text(x), y: text(y) }
        : kind === 1 && alg === EDDSA && first === 6
          ? { kty: "OKP", crv: "Ed25519", x: text(x) }
          : kind === 3 && alg === RS256
            ? { kty: "RSA", n: text(first), e: text(x) }
            : null;
    return jwk && { alg, key: createPublicKey({ key: jwk, format: "jwk" }) };
  } catch {
    return null;
  }
}

function isSignedBy({ alg, key }, data, signature) {
  try {
    return verify(alg === EDDSA ? null : "sha256", data, key, signature);
  } catch {
    return false;
  }
}

/** A map of small numbers to numbers or bytes, as CBOR (RFC 8949) writes it; a COSE key holds nothing else. */
function coseMap(bytes) {
  let at = 0;
  const head = () => {
    const first = bytes[at];
    if (first === undefined || (first & 31) > 26) throw new Error("no such length");
    at += 1;
    const size = [1, 2, 4][(first & 31) - 24];
    const value = size ? bytes.readUIntBE(at, size) : first & 31;
    at += size ?? 0;
    return { kind: first >> 5, value };
  };
  const item = () => {
    const { kind, value } = head();
    if (kind === 0) return value;
    if (kind === 1) return -1 - value;
    if (kind !== 2 || at + value > bytes.length) throw new Error("neither number nor bytes");
    at += value;
    return bytes.subarray(at - value, at);
  };
  const { kind, value } = head();
  if (kind !== 5) throw new Error("no map");
  const map = {};
  for (let n = 0; n < value; n += 1) map[item()] = item();
  if (at !== bytes.length) throw new Error("more than a map");
  return map;
}

// The tree of RFC 6962, checked as RFC 9162 §2.1.3.2 and §2.1.4.2 say.

function provesInclusion(leaf, index, { size, root }, proof) {
  if (index < 0 || index >= size) return false;
  let [here, last, hash] = [index, size - 1, leaf];
  for (const step of proof) {
    if (last === 0) return false;
    if (here % 2 === 1 || here === last) {
      hash = node(step, hash);
      while (here % 2 === 0 && here !== 0) [here, last] = [half(here), half(last)];
    } else hash = node(hash, step);
    [here, last] = [half(here), half(last)];
  }
  return last === 0 && hash.equals(root);
}

function provesConsistency(first, second, proof) {
  const steps = Number.isInteger(Math.log2(first.size)) ? [first.root, ...proof] : [...proof];
  const start = steps.shift();
  if (!start || first.size <= 0 || first.size >= second.size) return false;
  let [here, last] = [first.size - 1, second.size - 1];
  while (here % 2 === 1) [here, last] = [half(here), half(last)];
  let [old, now] = [start, start];
  for (const step of steps) {
    if (last === 0) return false;
    if (here % 2 === 1 || here === last) {
      [old, now] = [node(step, old), node(step, now)];
      while (here % 2 === 0 && here !== 0) [here, last] = [half(here), half(last)];
    } else now = node(now, step);
    [here, last] = [half(here), half(last)];
  }
  return last === 0 && old.equals(first.root) && now.equals(second.root);
}

const half = (number) => Math.floor(number / 2);
const node = (left, right) => sha256(Buffer.of(1), left, right);

function sha256(...parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function hashesIn(base64) {
  const bytes = Buffer.from(base64 ?? "", "base64");
  const count = Math.floor(bytes.length / HASH_BYTES);
  return Array.from({ length: count }, (_, n) => bytes.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES));
}

// Signed notes (c2sp.org/signed-note, c2sp.org/tlog-checkpoint).

function parseNote(note, where) {
  const blank = note.lastIndexOf("\n\n");
  const [, origin, size, root] =
    /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n/.exec(note.slice(0, blank + 1)) ?? [];
  if (blank < 0 || !root) throw new Error(`The checkpoint in ${where} cannot be read.`);
  const signatures = note
    .slice(blank + 2)
    .split("\n")
    .flatMap((line) => {
      const [, name, base64] = /^— ([^ +]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
      return name ? [{ name, bytes: Buffer.from(base64, "base64") }] : [];
    });
  return { text: note.slice(0, blank + 1), origin, size: Number(size), root: Buffer.from(root, "base64"), signatures };
}

function parseKey(text) {
  const [, name, id, base64] = /^([^ +]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(text.trim()) ?? [];
  const bytes = Buffer.from(base64 ?? "", "base64");
  if (!name || bytes[0] !== 1 || sha256(`${name}\n`, bytes).subarray(0, 4).toString("hex") !== id) return null;
  const key = createPublicKey({
    key: { kty: "OKP", crv: "Ed25519", x: bytes.subarray(1).toString("base64url") },
    format: "jwk",
  });
  return { name, id, key };
}

const isSigned = ({ text, signatures }, { name, id, key }) =>
  signatures.some(
    (one) =>
      one.name === name &&
      one.bytes.subarray(0, 4).toString("hex") === id &&
      verify(null, Buffer.from(text), key, one.bytes.subarray(4)),
  );

function read(args) {
  const options = {};
  for (let rest = [...args]; rest.length > 0; ) {
    const word = rest.shift();
    if (word === "--checkpoint" || word === "--key" || word === "--origin") options[word.slice(2)] = rest.shift();
    else if (options.file === undefined && !word.startsWith("--")) options.file = word;
    else options.file = null;
  }
  if (!options.file)
    throw new Error(
      "Usage: node verify.mjs <export file> [--checkpoint <file>] [--key <public key>] [--origin <address>]",
    );
  return options;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function parse(text, file) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${file} is cut or is not an export of Kulla.`);
  }
}

function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new Error(`The file ${file} cannot be read.`);
  }
}

const plain = (id) => String(id).replace(/[{}-]/g, "").toLowerCase();
const problem = (words) => problems.push(words);
// What the file says must not steer the terminal.
const say = (words) => console.log(words.replace(/\p{Cc}/gu, "?"));

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  await main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exit(2);
  });

// Checks an exported record in any browser (or Node), with nothing but WebCrypto: the same claims as tools/verify.mjs makes.

/** A hash of 32 bytes in hex. */
const HASH_SIGNS = 64;
const PAUSE_EVERY = 500;
const encoder = new TextEncoder();

/**
 * Reads an export and checks it line by line. Each problem is a key of the words and what fills it.
 * `signed` is null where this browser cannot check signatures of this kind.
 */
export async function checkRecord(text, tell = () => {}) {
  const problems = [];
  const problem = (key, values = {}) => problems.push({ key, values });
  const [first, ...rest] = parsed(text);
  const header = first ?? null;
  const found = { header, problems, lines: [], proven: 0, newer: 0, withheld: 0, numbers: 0, signed: null };
  if (header?.format !== "kulla export v1") {
    problem("form");
    return found;
  }
  const checkpoint = header.checkpoint === null ? null : readNote(header.checkpoint);
  if (!checkpoint) problem("checkpoint");
  const known = { ids: new Map(), seq: 0, nodes: new Map() };
  for (const [index, line] of rest.entries()) {
    if (index % PAUSE_EVERY === 0) await tell(index, rest.length);
    found.lines.push(await checkLine(line, { header, checkpoint, known, found, problem }));
  }
  if (rest.length !== header.lines) problem("count", { wanted: header.lines, found: rest.length });
  if (checkpoint) found.signed = await isSigned(checkpoint, header.publicKey);
  if (found.signed === false) problem("signature");
  return { ...found, checkpoint };
}

/** Each line as a value; what cannot be read becomes null. */
function parsed(text) {
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.map((line) => {
    try {
      return JSON.parse(line);
    } catch {
      return null;
    }
  });
}

async function checkLine(line, { header, checkpoint, known, found, problem }) {
  const canon = line && parsed(String(line.canon))[0];
  if (!line || !canon || typeof line.canon !== "string") {
    problem("unreadable", { seq: line?.seq ?? "?" });
    return { seq: line?.seq ?? 0, canon: {}, words: null };
  }
  const { seq, salt, body, proof } = line;
  if (!(seq > known.seq)) problem("order", { seq });
  known.seq = seq;
  if (canon.seq !== seq || canon.incident !== header.incident.id) problem("place", { seq });
  if (body === null && salt === null) found.withheld += 1;
  else if (hex(await sha256(bytesOf(salt), encoder.encode(body ?? ""))) !== canon.body) problem("words", { seq });
  if (canon.number !== undefined) {
    if (canon.number !== found.numbers + 1) problem("number", { number: found.numbers + 1 });
    found.numbers = canon.number;
  }
  const earlier = canon.corrects ?? canon.withdraws;
  if (earlier !== undefined && !known.ids.has(plain(earlier))) problem("earlier", { seq });
  known.ids.set(plain(canon.id), canon.number);
  if (proof === null && !(checkpoint && seq <= checkpoint.size)) found.newer += 1;
  else if (checkpoint && (await leads(line, checkpoint, known.nodes))) found.proven += 1;
  else problem("proof", { seq });
  return {
    seq,
    canon,
    words: typeof body === "string" ? parsed(body)[0] : null,
    earlier: earlier === undefined ? undefined : known.ids.get(plain(earlier)),
  };
}

/**
 * Whether a line's proof leads to the signed root (RFC 9162 §2.1.3.2). Hashes on the way that an earlier line has shown to lead there
 * need no second climb, when the rest of the way is the same too.
 */
async function leads({ seq, canon, proof }, { size, root }, nodes) {
  let hash = hex(await sha256(Uint8Array.of(0), encoder.encode(canon)));
  let [here, last, height] = [seq - 1, size - 1, 0];
  const way = hex(bytesOf(proof));
  if (here < 0 || here > last || way.length % HASH_SIGNS !== 0) return false;
  const passed = [];
  for (let at = 0; at < way.length; at += HASH_SIGNS) {
    const [place, rest] = [`${height} ${here}`, way.slice(at)];
    const seen = nodes.get(place);
    if (seen?.hash === hash && seen.rest === rest) return keep(nodes, passed);
    passed.push([place, { hash, rest }]);
    if (last === 0) return false;
    const step = unhex(way.slice(at, at + HASH_SIGNS));
    if (here % 2 === 1 || here === last) {
      hash = hex(await sha256(Uint8Array.of(1), step, unhex(hash)));
      while (here % 2 === 0 && here !== 0) [here, last, height] = [half(here), half(last), height + 1];
    } else hash = hex(await sha256(Uint8Array.of(1), unhex(hash), step));
    [here, last, height] = [half(here), half(last), height + 1];
  }
  return last === 0 && hash === root && keep(nodes, passed);
}

function keep(nodes, passed) {
  for (const [place, seen] of passed) nodes.set(place, seen);
  return true;
}

/** The text, size and root of a signed checkpoint (c2sp.org/tlog-checkpoint); null when it is none. */
function readNote(note) {
  const blank = String(note).lastIndexOf("\n\n");
  const text = String(note).slice(0, blank + 1);
  const found = /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n/.exec(text);
  if (blank < 0 || !found) return null;
  const signatures = note
    .slice(blank + 2)
    .split("\n")
    .flatMap((line) => {
      const [, name, base64] = /^— ([^ +]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
      return name ? [{ name, bytes: bytesOf(base64) }] : [];
    });
  return { text, origin: found[1], size: Number(found[2]), root: hex(bytesOf(found[3])), signatures };
}

/** Whether this public key signed the checkpoint; null where Ed25519 is unknown. */
async function isSigned({ text, signatures }, publicKey) {
  const [, name, id, base64] =
    /^([^ +]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(String(publicKey ?? "").trim()) ?? [];
  if (!name) return false;
  const bytes = bytesOf(base64);
  if (hex(await sha256(encoder.encode(`${name}\n`), bytes)).slice(0, 8) !== id) return false;
  const own = signatures.filter((one) => one.name === name && hex(one.bytes.slice(0, 4)) === id);
  if (own.length === 0) return false;
  let key;
  try {
    key = await crypto.subtle.importKey("raw", bytes.slice(1), "Ed25519", false, ["verify"]);
  } catch {
    return null;
  }
  for (const one of own) {
    if (await crypto.subtle.verify("Ed25519", key, one.bytes.slice(4), encoder.encode(text))) return true;
  }
  return false;
}

/** SHA-256 over pieces, one after the other. */
export async function sha256(...pieces) {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", all));
}

/** Bytes as text: two signs a byte. */
export function hex(bytes) {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

const unhex = (text) =>
  Uint8Array.from({ length: text.length / 2 }, (_, n) => Number.parseInt(text.substr(n * 2, 2), 16));
const half = (number) => Math.floor(number / 2);
const plain = (id) => String(id).replace(/[{}-]/g, "").toLowerCase();

function bytesOf(base64) {
  if (typeof base64 !== "string") return new Uint8Array();
  try {
    return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

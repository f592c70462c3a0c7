import { Frontier, type Hash, leafHash, nodeHash, sha256 } from "./merkle";
import type { Line } from "./record-copy";

/** Something that does not hold. `says` is a whole sentence for whoever runs the check. */
export interface Finding {
  kind: string;
  says: string;
}

/** What is known of the record up to the line before. */
export class Walk {
  lines = 0;
  seq = 0;
  chain: Hash = sha256(Buffer.from("kulla ledger v1"));
  recorded = "";
  readers = 0;
  readonly frontier = new Frontier();
  readonly numbers = new Map<string, number>();
}

type Canon = Record<string, unknown>;

/** Columns that the hashed text holds too; `occurred` is left out of it when it is the time of recording. */
const TEXTS = ["type", "kind", "number", "subjectType", "role", "occurredUntil", "precision", "written", "recorded"];
const MARKS = ["audience", "tlp", "key"];
const IDS = ["id", "incident", "subject", "actor", "organisation", "corrects", "withdraws", "client"];

/** Checks one line against itself and against all before it, and moves the walk on. */
export function checkLine(line: Line, walk: Walk): Finding[] {
  const findings: Finding[] = [];
  const claim = (holds: boolean, kind: string, says: string) => {
    if (!holds) findings.push({ kind, says: `Line ${line.seq}: ${says}` });
  };
  const leaf = leafHash(line.canon);
  const before = walk.chain.toString("hex");
  claim(
    line.seq === walk.seq + 1,
    "order",
    line.seq > walk.seq ? `line ${walk.seq + 1} before it is missing.` : "it stands in the record twice.",
  );
  claim(leaf.equals(line.leaf), "hash", "its stored hash is not that of its text.");
  claim(nodeHash(walk.chain, leaf).equals(line.chain), "link", "its link to the line before does not fit.");
  const canon = parsed(line.canon);
  claim(canon !== null, "text", "its hashed text cannot be read.");
  if (canon) {
    claim(
      canon["v"] === 1 && canon["seq"] === line.seq && canon["prev"] === before,
      "place",
      "its hashed text belongs to another place in the record.",
    );
    const wrong = differingColumns(canon, line.columns);
    claim(
      wrong.length === 0,
      "columns",
      `the database says something else than its hashed text in: ${wrong.join(", ")}.`,
    );
    claim(commits(canon, line), "body", "its words are gone or are not those it was recorded with.");
    claim(
      sameSet(readersOf(canon), line.readers.map(plainId)),
      "readers",
      "its readers are not those it was recorded with.",
    );
    claim(followsInNumber(canon, walk), "number", "its log number does not follow the one before in its incident.");
    claim(followsInTime(canon, walk), "time", "it was recorded earlier than the line before.");
    claim(
      pointsRightly(canon, line),
      "correction",
      "what it corrects or withdraws is not an earlier line of its incident.",
    );
    walk.recorded = String(canon["recorded"]);
  }
  walk.lines += 1;
  walk.seq = line.seq;
  walk.chain = line.chain;
  walk.readers += line.readers.length;
  walk.frontier.append(leaf);
  return findings;
}

function parsed(text: string): Canon | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Canon) : null;
  } catch {
    return null;
  }
}

function differingColumns(canon: Canon, columns: Record<string, unknown>): string[] {
  const occurred = canon["occurred"] ?? canon["recorded"];
  const wrong = [...TEXTS, ...MARKS].filter((name) => canon[name] !== columns[name]);
  const wrongIds = IDS.filter((name) => plainId(canon[name]) !== plainId(columns[name]));
  return [...wrong, ...wrongIds, ...(occurred === columns["occurred"] ? [] : ["occurred"])];
}

/** Postgres reads an id in more than one spelling; the hashed text keeps the one that was sent. */
const plainId = (id: unknown): string => (typeof id === "string" ? id.replace(/[{}-]/g, "").toLowerCase() : "");

function commits(canon: Canon, { salt, body }: Line): boolean {
  return salt !== null && body !== null && sha256(salt, Buffer.from(body)).toString("hex") === canon["body"];
}

/** Whoever restricts a line may read it: the ledger adds its author to those who are named. */
function readersOf(canon: Canon): string[] {
  const named: unknown = canon["readers"];
  return Array.isArray(named) ? [...named, ...(canon["actor"] ? [canon["actor"]] : [])].map(plainId) : [];
}

const sameSet = (wanted: string[], found: string[]) =>
  new Set(wanted).size === found.length && wanted.every((one) => found.includes(one));

function followsInNumber(canon: Canon, { numbers }: Walk): boolean {
  if (canon["number"] === undefined) return true;
  if (canon["incident"] === undefined) return false;
  const incident = String(canon["incident"]);
  const last = numbers.get(incident) ?? 0;
  numbers.set(incident, Number(canon["number"]));
  return canon["number"] === last + 1;
}

/** The loader of an exercise has a clock of its own; its mark is in the hashed text, and a real incident never has it. */
function followsInTime(canon: Canon, { recorded }: Walk): boolean {
  return canon["clock"] === "loader" ? canon["exercise"] !== false : String(canon["recorded"]) >= recorded;
}

function pointsRightly(canon: Canon, { seq, earlier }: Line): boolean {
  if (canon["corrects"] === undefined && canon["withdraws"] === undefined) return true;
  return earlier !== null && earlier.seq < seq && plainId(earlier.incident) === plainId(canon["incident"]);
}

import { randomUUID } from "node:crypto";
import { leafHash, nodeHash } from "@/lib/record/merkle";
import type { Line } from "@/lib/record/record-copy";
import type { HeldLog } from "./held-log";
import type { Random } from "./random";

/** A change inside the first `covered` lines. */
type Tampering = (log: HeldLog, covered: number, random: Random) => void;

const COLUMNS = [
  "type",
  "role",
  "occurred",
  "recorded",
  "written",
  "audience",
  "tlp",
  "key",
  "actor",
  "organisation",
  "incident",
  "number",
  "client",
  "kind",
  "precision",
  "subject",
];

/** What the owner of a server could do to its record, each without a thought for the hashes. */
export const tamperings = {
  "edit the words": (log, covered, random) => {
    const line = pick(log, covered, random);
    line.body = random.oneOf([`${line.body} `, "{}x", '{"text":"Nothing happened"}', null]);
    if (random.chance(0.3)) line.salt = random.oneOf([Buffer.alloc(16, 7), null]);
  },
  "edit the hashed text": (log, covered, random) => {
    const line = pick(log, covered, random);
    line.canon = random.chance(0.5)
      ? line.canon.replace('"v": 1', '"v": 1, "note": "x"')
      : line.canon.replace(/"actor": "[^"]*"/, `"actor": "${randomUUID()}"`).replace('"aal": ', '"aal": 1');
  },
  "edit the hashed text and its hashes": (log, covered, random) => {
    const line = pick(log, covered, random);
    line.canon = line.canon.replace('"v": 1', '"v": 1, "note": "x"');
    line.leaf = leafHash(line.canon);
    if (random.chance(0.7))
      line.chain = nodeHash(log.lines[log.lines.indexOf(line) - 1]?.chain ?? Buffer.alloc(32), line.leaf);
  },
  "edit a column": (log, covered, random) => {
    const line = pick(log, covered, random);
    const name = random.oneOf(COLUMNS);
    const before = line.columns[name];
    line.columns[name] =
      typeof before === "boolean"
        ? !before
        : typeof before === "number"
          ? before + 1
          : before === undefined
            ? randomUUID()
            : `${String(before)}0`;
  },
  "add or remove a reader": (log, covered, random) => {
    const line = pick(log, covered, random);
    if (line.readers.length > 0 && random.chance(0.5)) line.readers.pop();
    else line.readers.push(randomUUID());
    log.readers = log.lines.reduce((sum, { readers }) => sum + readers.length, 0);
  },
  delete: (log, covered, random) => {
    log.lines.splice(log.lines.indexOf(pick(log, covered, random)), 1);
    if (random.chance(0.5)) log.bodies -= 1;
  },
  insert: (log, covered, random) => {
    const line = pick(log, covered, random);
    const id = randomUUID();
    const { client: _sentOnce, ...columns } = line.columns;
    const canon = line.canon.replace(/"id": "[^"]*"/, `"id": "${id}"`).replace(/"client": "[^"]*", /, "");
    const copy = { ...line, columns: { ...columns, id }, readers: [...line.readers], canon };
    log.lines.splice(log.lines.indexOf(line) + 1, 0, copy);
    log.bodies += 1;
  },
  swap: (log, covered, random) => {
    const [one, other] = [random.between(0, covered - 2), random.between(0, covered - 2)].sort((a, b) => a - b) as [
      number,
      number,
    ];
    const [first, second] = [log.lines[one], log.lines[other + 1]] as [Line, Line];
    [log.lines[one], log.lines[other + 1]] = [
      { ...second, seq: first.seq },
      { ...first, seq: second.seq },
    ];
  },
  "cut off the tail": (log, covered, random) => {
    log.lines.length = random.between(0, covered - 1);
    const last = log.lines.at(-1);
    log.bodies = log.lines.length;
    if (last && random.chance(0.5)) log.heads = [{ seq: last.seq, chain: last.chain }];
  },
  backdate: (log, covered, random) => {
    const { columns } = pick(log, covered, random);
    for (const name of random.oneOf([["occurred"], ["recorded"], ["occurred", "recorded"]]))
      columns[name] = "2021-01-01T00:00:00.000Z";
  },
  "restore an old backup and go on": (log, covered, random) => {
    const lost = random.between(1, Math.min(covered, 5));
    const from = random.between(0, covered - lost);
    log.lines.splice(from, lost);
    for (const [index, line] of log.lines.entries()) line.seq = index + 1;
    log.heads = log.heads.map((head) => ({ ...head, seq: log.lines.length }));
    log.bodies = log.lines.length;
  },
} as const satisfies Record<string, Tampering>;

export type TamperingName = keyof typeof tamperings;
export const tamperingNames = Object.keys(tamperings) as TamperingName[];

const pick = (log: HeldLog, covered: number, random: Random) => log.lines[random.between(0, covered - 1)] as Line;

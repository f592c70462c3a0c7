// node known-at.mjs <export file> [moment …]
// What was known at a moment, told from an export alone: one line of JSON for each moment (ISO 8601; without any: every moment at which
// something was recorded). Needs Node and nothing else, and shares no code with the program whose record it reads.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

const WRITTEN = ["entry.logged", "entry.corrected", "entry.withdrawn", "entry.undone"];

async function main([file, ...moments]) {
  if (!file) throw new Error("usage: node known-at.mjs <export file> [moment ...]");
  const lines = [];
  let header;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    const value = JSON.parse(text);
    if (header) lines.push(JSON.parse(value.canon));
    else header = value;
  }
  if (header?.format !== "kulla export v1") throw new Error(`${file} is not an export of Kulla.`);
  const told = lines.filter(({ audience }) => audience !== "audit");
  const every = [...new Set(told.map(({ recorded }) => recorded))].sort();
  for (const moment of moments.length > 0 ? moments : every) console.log(JSON.stringify(knownAt(told, moment)));
}

/** The lines that stood in the log then, and how each stood: what corrected or withdrew it later had not happened yet. */
function knownAt(lines, moment) {
  const at = Date.parse(moment);
  if (Number.isNaN(at)) throw new Error(`${moment} is no moment, such as 2022-07-18T00:30:00.000Z.`);
  const known = lines.filter(({ recorded }) => Date.parse(recorded) <= at);
  const withdrawn = new Set(known.flatMap(({ withdraws }) => withdraws ?? []));
  // A correction that was taken back corrects nothing.
  const corrections = known.filter(({ id, corrects }) => corrects && !withdrawn.has(id));
  const correctedBy = new Map(corrections.map(({ corrects, number }) => [corrects, number]));
  return {
    at: new Date(at).toISOString(),
    later: lines.filter(({ type, recorded }) => WRITTEN.includes(type) && Date.parse(recorded) > at).length,
    lines: known.map(({ id, number, audience, readers }) => ({
      id,
      number: number ?? null,
      correctedBy: correctedBy.get(id) ?? null,
      withdrawn: withdrawn.has(id),
      audience,
      readers: readers ?? [],
    })),
  };
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exit(2);
});

import { people, sentences } from "./data.js";
import { state } from "./state.js";
import { say } from "./words.js";

// Which lines are shown, and in which order.

export const written = (line) => line.canon.type === "entry.logged" || line.canon.type === "entry.corrected";

export function fits(line) {
  if (!written(line) && !state.acts) return false;
  if (state.key && !line.canon.key) return false;
  if (state.kind && line.canon.kind !== state.kind) return false;
  return state.search === "" || folded(textOf(line)).includes(folded(state.search));
}

/** Without accents and capitals, so that "Tirane" finds "Tiranë". */
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function textOf(line) {
  const person = people.get(line.canon.actor);
  const words = line.words ?? {};
  return [
    ...[`#${line.canon.number ?? ""}`, words.title, words.text, words.reason, words.category],
    ...[person?.name, person?.organisation, ...(words.systems ?? []), ...(words.attack ?? [])],
    ...(words.files ?? []).map(({ name }) => name),
    written(line) ? "" : sentenceOf(line),
  ]
    .filter(Boolean)
    .join(" ");
}

export function sentenceOf(line) {
  if (["entry.withdrawn", "entry.undone"].includes(line.canon.type))
    return say("line.withdraws", { number: line.earlier ?? "?" });
  return sentences.get(line.seq)?.[state.language] ?? `${line.canon.type} ${JSON.stringify(line.words ?? {})}`;
}

export const timeOf = ({ canon }) => (state.order === "happened" ? (canon.occurred ?? canon.recorded) : canon.recorded);

export function inOrder(lines) {
  return lines.toSorted((a, b) => (timeOf(a) === timeOf(b) ? b.seq - a.seq : timeOf(a) < timeOf(b) ? 1 : -1));
}

/** Which entry corrects or withdraws which, by the number of the earlier one. */
export function later() {
  const found = new Map();
  for (const { canon, earlier } of state.record.lines) {
    if (earlier === undefined) continue;
    found.set(earlier, { ...found.get(earlier), [canon.withdraws ? "withdrawn" : "correctedBy"]: canon.number });
  }
  return found;
}

/** What became of a stretch of words between two texts. */
export interface Piece {
  kind: "same" | "gone" | "new";
  text: string;
}

interface Word {
  word: string;
  /** The white space after it. */
  gap: string;
}

/** Beyond this many comparisons the middle is taken as rewritten: no reader follows such a difference. */
const MOST = 4_000_000;

/**
 * How one text became another, word by word: numbers, times and addresses are one word, marks are words of their own.
 * White space alone is no difference. Pure, safe in the browser.
 */
export function wordDiff(before: string, after: string): Piece[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  let head = 0;
  while (head < old.length && head < now.length && old[head]?.word === now[head]?.word) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail)?.word === now.at(-1 - tail)?.word)
    tail += 1;
  const middle = compared(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
  return joined([...kept(now.slice(0, head)), ...middle, ...kept(now.slice(now.length - tail))]);
}

type Step = { kind: Piece["kind"] } & Word;

const as =
  (kind: Piece["kind"]) =>
  ({ word, gap }: Word): Step => ({ kind, word, gap });
const kept = (words: Word[]) => words.map(as("same"));

const wordsOf = (text: string): Word[] =>
  [...text.matchAll(/([\p{L}\p{N}]+(?:[^\s\p{L}\p{N}]+[\p{L}\p{N}]+)*|[^\s\p{L}\p{N}])(\s*)/gu)].map(
    ([, word = "", gap = ""]) => ({ word, gap }),
  );

/** The longest common subsequence, by its table of lengths from the end. */
function compared(old: Word[], now: Word[]): Step[] {
  const [rows, columns] = [old.length, now.length];
  if (rows * columns > MOST) return [...old.map(as("gone")), ...now.map(as("new"))];
  const width = columns + 1;
  const lengths = new Uint16Array((rows + 1) * width);
  const length = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = rows - 1; i >= 0; i -= 1)
    for (let j = columns - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        old[i]?.word === now[j]?.word ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
  const steps: Step[] = [];
  let [i, j] = [0, 0];
  while (i < rows || j < columns) {
    const [was, is] = [old[i], now[j]];
    if (was && is && was.word === is.word) {
      steps.push({ kind: "same", ...is });
      i += 1;
      j += 1;
    } else if (was && (!is || length(i + 1, j) >= length(i, j + 1))) {
      steps.push({ kind: "gone", ...was });
      i += 1;
    } else if (is) {
      steps.push({ kind: "new", ...is });
      j += 1;
    }
  }
  return steps;
}

/** Neighbours of one kind are one piece; within a change, what is gone stands before what is new. */
function joined(steps: Step[]): Piece[] {
  const pieces: Piece[] = [];
  let change = { gone: "", new: "" };
  const settle = () => {
    for (const kind of ["gone", "new"] as const) if (change[kind]) pieces.push({ kind, text: change[kind] });
    change = { gone: "", new: "" };
  };
  for (const { kind, word, gap } of steps) {
    if (kind !== "same") {
      change[kind] += word + gap;
      continue;
    }
    settle();
    const last = pieces.at(-1);
    if (last?.kind === "same") last.text += word + gap;
    else pieces.push({ kind, text: word + gap });
  }
  settle();
  return pieces;
}

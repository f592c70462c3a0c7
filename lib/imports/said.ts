import { type FileProblem, ROWS_MAX } from "./file";
import { type DateOrder, dayOfHeading, type SaidTime, takeWhen, withoutMarks } from "./when";

/** A row as a file says it, before anybody asks what its time means. */
export interface SaidRow {
  row: number;
  /** Null when no time could be read. */
  when: SaidTime | null;
  timeless: boolean;
  text: string;
  who: string | null;
  initials: string | null;
  no: string | null;
  broken: boolean;
}

const NAME_MAX = 60;

/**
 * Lines of a chat or of a paper log. Each begins with a time; a line without one goes on with the message before it in a chat, and in a paper
 * log when it is indented. A line that is only a date begins a day.
 */
export function readSaid(
  text: string,
  format: "chat" | "lines",
  order: DateOrder,
): SaidRow[] | { refused: FileProblem } {
  const rows: SaidRow[] = [];
  let heading: string | null = null;
  for (const [index, line] of text
    .replace(/^\ufeff/, "")
    .split(/\r\n|\r|\n/)
    .entries()) {
    const day = dayOfHeading(line, order);
    if (day) {
      heading = day;
      continue;
    }
    const taken = takeWhen(line, order);
    const before = rows.at(-1);
    if (!taken) {
      if (!line.trim()) continue;
      if (before && (format === "chat" || /^\s/.test(line))) before.text = `${before.text}\n${line.trim()}`.trim();
      else rows.push(saidRow(index + 1, { when: null, timeless: true, text: line.trim() }));
    } else {
      const when = taken.said && heading && !taken.dated ? { ...taken.said, day: heading } : taken.said;
      if (when) heading = null;
      const { who, said } = format === "chat" ? splitName(taken.rest) : { who: null, said: afterDash(taken.rest) };
      rows.push(saidRow(index + 1, { when, timeless: false, text: said.trim(), who }));
    }
    if (rows.length > ROWS_MAX) return { refused: "file-rows" };
  }
  return rows.length > 0 ? rows : { refused: "file-empty" };
}

/** Whether lines look like a chat: most of those that begin with a time go on with a name and a colon. */
export function looksLikeChat(text: string): boolean {
  const timed = text
    .slice(0, 20_000)
    .split(/\r\n|\r|\n/)
    .flatMap((line) => takeWhen(line, "dmy") ?? []);
  const named = timed.filter(({ rest, framed, dated }) => {
    const { who } = splitName(rest);
    return who !== null && (framed || dated || who.split(/\s+/).length <= 3);
  });
  return timed.length > 0 && named.length >= timed.length / 2;
}

const saidRow = (
  row: number,
  said: Pick<SaidRow, "when" | "timeless" | "text"> & { who?: string | null },
): SaidRow => ({
  row,
  who: null,
  initials: null,
  no: null,
  broken: false,
  ...said,
});

const afterDash = (text: string) => text.replace(/^(?:[-–—:|]\s+|hrs?\b\s*)/i, "");

/** "Name: text". A name begins with a letter, a number of a phone or "~", and is short. */
function splitName(rest: string): { who: string | null; said: string } {
  const text = afterDash(withoutMarks(rest));
  const found = /^([\p{L}~+@][^:\n]*?):(?:\s+|$)/u.exec(text);
  const who = found?.[1]?.trim();
  if (!found || !who || who.length > NAME_MAX) return { who: null, said: text };
  return { who, said: text.slice(found[0].length) };
}

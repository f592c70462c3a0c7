import type { Span } from "./views";

/** One statement about an axis, as the record has it. */
export interface Said<T extends string> {
  at: Date;
  is: T;
  /** It only confirms what stands, so it tells something only where nobody had said anything yet. */
  confirms?: boolean;
}

/**
 * The stretches of an axis: `start` until somebody said something, then what was said, each from the moment of which it was said. What was said
 * later of an earlier moment counts from that moment; statements of one moment count in the order in which they were recorded.
 */
export function spansOf<T extends string>(
  said: readonly Said<T>[],
  start: T,
  from: Date,
  until: Date | null,
): Span<T>[] {
  const spans: Span<T>[] = [{ is: start, from, until }];
  for (const { at, is, confirms } of said.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const last = spans.at(-1) as Span<T>;
    if (last.is === is || (confirms && last.is !== start)) continue;
    if (at <= last.from) {
      last.is = is;
      last.from = at;
    } else {
      last.until = at;
      spans.push({ is, from: at, until });
    }
  }
  return spans;
}

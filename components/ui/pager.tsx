import { fill } from "@/lib/kernel/words";
import { Button } from "./button";

/** How many rows of a long list stand on the page at once. */
export const PAGE = 50;

/** Which rows of a list that is whole on the device are shown, with the way to those before and after. Nothing when all are. */
export function Pager(props: {
  from: number;
  count: number;
  onFrom: (from: number) => void;
  number: (count: number) => string;
  words: Record<"from" | "earlier" | "later", string>;
}) {
  const { from, count, onFrom, number, words } = props;
  if (count <= PAGE) return null;
  const to = Math.min(from + PAGE, count);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p role="status">{fill(words.from, { from: number(from + 1), to: number(to), of: number(count) })}</p>
      {from > 0 ? <Button onClick={() => onFrom(from - PAGE)}>{words.earlier}</Button> : null}
      {to < count ? <Button onClick={() => onFrom(from + PAGE)}>{words.later}</Button> : null}
    </div>
  );
}

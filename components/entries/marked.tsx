import { markHits, type Term } from "@/lib/entries/search-terms";
import { visibleText } from "@/lib/kernel/visible-text";

/** A text with what was looked for marked in it. The marks are made here from the text itself: no markup comes from anywhere else. */
export function Marked({ text, terms }: { text: string; terms: Term[] | undefined }) {
  if (!terms?.length) return visibleText(text);
  let at = 0;
  return markHits(text, terms).map((piece) => {
    const key = at;
    at += piece.text.length;
    return piece.hit ? (
      <mark key={key} className="rounded-xs bg-new px-0.5 text-ink underline decoration-2 underline-offset-2">
        {visibleText(piece.text)}
      </mark>
    ) : (
      <span key={key}>{visibleText(piece.text)}</span>
    );
  });
}

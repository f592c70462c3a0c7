import { Fragment } from "react";
import { visibleText } from "@/lib/kernel/visible-text";
import { type Piece, wordDiff } from "@/lib/kernel/word-diff";

export interface DiffWords {
  gone: string;
  new: string;
}

/**
 * Two texts, word by word: what is gone has a minus and what is new a plus, in signs and for screen readers in words, never in colour
 * alone and never struck through. `show` leaves one side out, for texts that stand side by side.
 */
export function WordDiff(props: {
  before: string;
  after: string;
  show: "before" | "after" | "both";
  words: DiffWords;
}) {
  const hidden: Piece["kind"] | null = props.show === "before" ? "new" : props.show === "after" ? "gone" : null;
  const pieces = wordDiff(visibleText(props.before), visibleText(props.after)).filter(({ kind }) => kind !== hidden);
  return (
    <p className="max-w-[90ch] whitespace-pre-wrap wrap-anywhere">
      {pieces.map(({ kind, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name than their place.
        <Fragment key={index}>
          {kind === "same" ? (
            text
          ) : (
            <Change kind={kind} text={text} word={props.words[kind]} apart={pieces[index + 1]?.kind === "new"} />
          )}
        </Fragment>
      ))}
    </p>
  );
}

/** `apart`: another change follows at once, and the two must not run together. */
function Change({ kind, text, word, apart }: { kind: "gone" | "new"; text: string; word: string; apart: boolean }) {
  const said = text.trimEnd();
  const Tag = kind === "gone" ? "del" : "ins";
  const look =
    kind === "gone"
      ? "border-b-2 border-dashed border-line-strong bg-sunken text-ink-2"
      : "border-b-2 border-ink bg-new font-semibold";
  return (
    <>
      <Tag className={`${look} rounded-sm px-0.5 no-underline`}>
        <span className="sr-only">{word} </span>
        <span aria-hidden="true">{kind === "gone" ? "−" : "+"}</span>
        {said}
      </Tag>
      {text.slice(said.length) || (apart ? " " : "")}
    </>
  );
}

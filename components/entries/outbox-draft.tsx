"use client";

import { buttonClass } from "@/components/ui/button";
import { paths } from "@/lib/entry/paths";
import { visibleText } from "@/lib/kernel/visible-text";
import { fill } from "@/lib/kernel/words";
import { ofDraft } from "./correction-draft";
import { CopyButton } from "./item-state";
import type { OutboxWords } from "./outbox-item";
import { RemoveAsk } from "./remove-ask";

/** What a text being written has in common with others: the entry of an incident, a correction, or a decision. */
export type KeptDraft = { text: string };

/** A text that is still being written: where it goes on, and what else its author can do with it. */
export function OutboxDraft(props: { name: string; text: string; remove: () => void; words: OutboxWords }) {
  const { name, text, words } = props;
  const { ref, number, decision } = ofDraft(name);
  const [href, label] =
    decision !== undefined
      ? [paths.decisionDraft(ref, decision), fill(words.outbox.decisionOf, { ref })]
      : number === null
        ? [paths.incident(ref), fill(words.outbox.draftOf, { ref })]
        : [paths.correctEntry(ref, number), fill(words.outbox.correctionOf, { ref, number })];
  return (
    <li className="grid gap-2 rounded-lg border border-line bg-surface px-4 py-3">
      <p className="whitespace-pre-wrap wrap-anywhere">{visibleText(text)}</p>
      <RemoveAsk remove={props.remove} words={words.outbox}>
        <a href={href} className={buttonClass("plain", "text-sm")}>
          {label}
        </a>
        <CopyButton text={text} words={words.unsent} />
      </RemoveAsk>
    </li>
  );
}

import { secretIn } from "@/lib/entries/marks-in-text";
import { fill } from "@/lib/kernel/words";
import type { ComposerWords } from "./composer-words";
import { type Draft, TEXT_MAX } from "./draft";

const COUNT_FROM = 3500;
const MINUTE_MS = 60_000;

/** The one sentence under the text: what matters most comes first. */
export function statusOf(
  { draft, files, lead, unsafe }: { draft: Draft; files: number; lead: number; unsafe: boolean },
  words: ComposerWords,
): string {
  const left = TEXT_MAX - draft.text.length;
  if (left < 0) return fill(words.tooMany, { over: -left });
  if (draft.text.length >= COUNT_FROM) return fill(words.counter, { left });
  const secret = secretIn(draft.text);
  if (secret) return words.said.secret[secret];
  if (draft.tlp === "TLP:RED") return words.red;
  if (lead !== 0)
    return fill(lead > 0 ? words.clockFast : words.clockSlow, { minutes: Math.round(Math.abs(lead) / MINUTE_MS) });
  if (files > 0) return words.said.files.onPage;
  if (!draft.text.trim()) return words.hint;
  return unsafe ? words.notKept : words.keptDraft;
}

"use client";

import { useState } from "react";
import { WarningSign } from "@/components/shell/warning-sign";
import { buttonClass } from "@/components/ui/button";
import type { Messages } from "@/lib/kernel/messages";
import { clockTime } from "@/lib/kernel/time";
import { fill } from "@/lib/kernel/words";
import type { Unsent } from "./outbox-items";

export type UnsentWords = Messages["entries"]["unsent"];

/** How far an entry is, in words: on this device, sending, logged, or refused and why. Never "logged" without a receipt. */
export function ItemState(props: { item: Unsent; zone: string; words: UnsentWords; because?: string | undefined }) {
  const { item, words } = props;
  if (item.state === "sending") return <p className="text-sm text-ink-2">{words.sending}</p>;
  if (item.state === "logged" && item.logged) {
    const time = clockTime(new Date(item.logged.at), props.zone);
    return <p className="text-sm text-ink-2">{fill(words.logged, { number: item.logged.number, time })}</p>;
  }
  const refused = fill(words.refused, { because: props.because ?? item.because ?? "" });
  return (
    <p className="flex items-center gap-2 text-sm font-semibold text-lim">
      <WarningSign />
      <span>{item.state === "refused" ? refused : item.stored ? words.kept : words.keptRed}</span>
    </p>
  );
}

/** Puts a text where the author can paste it from. */
export function CopyButton(props: { text: string; words: Pick<UnsentWords, "copy" | "copied"> }) {
  const [copied, setCopied] = useState(false);
  const copy = () => navigator.clipboard?.writeText(props.text).then(() => setCopied(true));
  return (
    <button type="button" onClick={copy} className={buttonClass("plain", "text-sm")}>
      {copied ? props.words.copied : props.words.copy}
    </button>
  );
}

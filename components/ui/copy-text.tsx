"use client";

import { useState } from "react";
import { fill } from "@/lib/kernel/words";

interface CopyWords {
  copy: string;
  copied: string;
  /** Holds {text}. */
  failed: string;
}

/** Copies a text. Where the browser does not let it, the text is shown to be copied by hand. */
export function CopyText(props: { text: string | (() => string); className?: string | undefined; words: CopyWords }) {
  const { words } = props;
  const [said, setSaid] = useState("");

  async function copy() {
    const text = typeof props.text === "string" ? props.text : props.text();
    try {
      await navigator.clipboard.writeText(text);
      setSaid(words.copied);
    } catch {
      setSaid(fill(words.failed, { text }));
    }
  }

  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <button type="button" onClick={copy} className={props.className}>
        {words.copy}
      </button>
      <span role="status" className="text-sm wrap-anywhere text-ink-2 empty:hidden">
        {said}
      </span>
    </span>
  );
}

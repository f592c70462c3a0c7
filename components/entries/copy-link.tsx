"use client";

import { useState } from "react";
import { fill } from "@/lib/kernel/words";

/** Copies an address of this house. Where the browser does not let it, the address is shown to be copied by hand. */
export function CopyLink(props: {
  href: string;
  className?: string;
  words: { copy: string; copied: string; failed: string };
}) {
  const { words } = props;
  const [said, setSaid] = useState("");

  async function copy() {
    const link = new URL(props.href, window.location.origin).href;
    try {
      await navigator.clipboard.writeText(link);
      setSaid(words.copied);
    } catch {
      setSaid(fill(words.failed, { link }));
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

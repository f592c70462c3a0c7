import type { ReactNode } from "react";
import { visibleText } from "@/lib/kernel/visible-text";

/** A file that can be taken along: its name and what is known of it. It is downloaded, never opened here. */
export const FileLink = (props: { href: string; name: string; label: string; children: ReactNode }) => (
  <a
    href={props.href}
    download={props.name}
    aria-label={props.label}
    className="flex min-h-11 max-w-full items-center gap-2 rounded-md border border-line-strong px-2.5 text-sm text-ink no-underline hover:border-ink sm:min-h-8"
  >
    <svg viewBox="0 0 16 16" aria-hidden="true" className="size-4 shrink-0 fill-none stroke-current stroke-[1.5]">
      <path d="M8 2v8m0 0 3-3m-3 3L5 7M3 13h10" />
    </svg>
    <span className="truncate">{visibleText(props.name)}</span>
    <span className="shrink-0 text-ink-2">{props.children}</span>
  </a>
);

import type { ComponentProps } from "react";
import { cn } from "@/lib/kernel/cn";

type Kind = "main" | "plain" | "quiet";

const looks: Record<Kind, string> = {
  main: "border-ink bg-ink text-on-ink",
  plain: "border-line-strong bg-surface text-ink hover:border-ink",
  quiet: "border-transparent bg-transparent text-ink underline underline-offset-4 hover:border-line-strong",
};

/** How a button looks; a link that leads to an act may look the same. */
export const buttonClass = (kind: Kind = "plain", more?: string) =>
  cn(
    "inline-flex min-h-12 items-center justify-center gap-2 rounded-md border px-3.5 py-1.5 text-center font-semibold leading-tight no-underline sm:min-h-10",
    looks[kind],
    more,
  );

/** A button says what happens. It is never disabled: pressing it explains what is missing (ux.md §4.8). */
export function Button({ kind, className, type = "button", ...rest }: ComponentProps<"button"> & { kind?: Kind }) {
  return <button {...rest} type={type} className={buttonClass(kind, className)} />;
}

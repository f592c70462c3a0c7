import { cn } from "@/lib/kernel/cn";
import type { Tlp } from "@/lib/record/tlp";

const colours: Record<Tlp, string> = {
  "TLP:CLEAR": "text-tlp-clear",
  "TLP:GREEN": "text-tlp-green",
  "TLP:AMBER": "text-tlp-amber",
  "TLP:AMBER+STRICT": "text-tlp-amber",
  "TLP:RED": "text-tlp-red",
};

/** The label of FIRST: its colour on black in both themes, always the whole word, never a colour for a whole line (ux.md §3.3). */
export function TlpChip(props: { tlp: Tlp }) {
  return (
    <span
      className={cn(
        "tlp inline-flex min-h-6 items-center whitespace-nowrap rounded-sm bg-tlp px-1.5 font-mono text-xs font-bold outline outline-line-strong",
        colours[props.tlp],
      )}
    >
      {props.tlp}
    </span>
  );
}

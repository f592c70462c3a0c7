import type { ShortcutMode } from "@/lib/kernel/preferences";

/** Keys as they are engraved: "g i" is G then I; with "only with Alt", Alt stands before each. */
export function KeyCaps(props: { press: readonly string[]; mode: ShortcutMode; single: boolean; or: string }) {
  return props.press.map((keys, index) => (
    <span key={keys} className="whitespace-nowrap">
      {index > 0 ? ` ${props.or} ` : null}
      {caps(keys, props.single && props.mode === "alt" && !keys.startsWith("Ctrl")).map((cap, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the keys of one shortcut never move.
        <kbd key={at} className="mr-1 rounded-sm border border-line-strong px-1.5 py-0.5">
          {cap}
        </kbd>
      ))}
    </span>
  ));
}

const caps = (keys: string, alt: boolean) =>
  keys.split(" ").flatMap((key) => {
    const cap = key.length === 1 ? key.toUpperCase() : key;
    return alt ? [`Alt ${cap}`] : [cap];
  });

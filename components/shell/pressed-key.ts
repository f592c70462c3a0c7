import type { ShortcutMode } from "@/lib/kernel/preferences";

type Press = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "isComposing">;

/**
 * A key as the table of shortcuts writes it, or null when it is none of ours. With "alt", single keys count only together with Alt;
 * what Alt makes of a key on some devices ("÷" for "/") is read from its place.
 */
export function pressedKey(event: Press, mode: ShortcutMode): string | null {
  if (mode === "off" || event.isComposing) return null;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey)
    return event.key.toLowerCase() === "k" ? "Ctrl k" : null;
  if (event.ctrlKey || event.metaKey || event.altKey !== (mode === "alt")) return null;
  if (event.key === "Enter") return "Enter";
  if (/^[\x21-\x7e]$/.test(event.key)) return event.key.toLowerCase();
  return mode === "alt" ? placeOf(event) : null;
}

function placeOf({ code, shiftKey }: Press): string | null {
  if (/^Key[A-Z]$/.test(code)) return code.slice(3).toLowerCase();
  if (code === "Slash") return shiftKey ? "?" : "/";
  return code === "Period" ? "." : null;
}

import type { Messages } from "@/lib/kernel/messages";
import type { Audience, EntryKind } from "@/lib/record/catalog";
import type { Tlp } from "@/lib/record/tlp";

/** What the islands of an import need of the page: the incident, the zones to choose from, and every word they say. */
export interface ImportSetting {
  incident: { ref: string; zone: string; tlp: Tlp };
  zones: readonly { value: string; label: string }[];
  language: "en" | "sq";
  words: Messages["imports"];
  /** What is wrong with a file or a row, by the key that its reader gives. */
  problems: Record<string, string>;
  kinds: readonly { value: EntryKind; label: string }[];
  audiences: readonly { value: Exclude<Audience, "named" | "audit">; label: string }[];
}

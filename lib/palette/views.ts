import type { FoundEntry, FoundPerson, FoundSystem } from "@/lib/entries/views";
import type { NamedSystem } from "@/lib/systems/views";

/** What a few letters lead to, at most eight of a kind. */
export interface Found {
  incidents: { ref: string; name: string }[];
  entries: Omit<FoundEntry, "id">[];
  people: FoundPerson[];
  /** Names that entries of the incident use. */
  systems: FoundSystem[];
  catalogue: NamedSystem[];
}

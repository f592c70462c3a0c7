import type { Messages } from "@/lib/kernel/messages";

type Entries = Messages["entries"];

/** The words of the composer, with numbers left open; the page hands them over. */
export type ComposerWords = Entries["composer"] & {
  kinds: Entries["kind"];
  precisions: Entries["precision"];
  audiences: Entries["audience"];
  bases: Entries["basis"];
  said: Messages["composer"];
};

import type { Messages } from "@/lib/kernel/messages";

type Words = Messages["keys"];

/** The words of the keys, the sheet and the palette; the shell hands them over. */
export type KeysWords = Pick<Words, "does" | "groups" | "acts" | "more" | "notLoaded" | "sheet" | "palette">;

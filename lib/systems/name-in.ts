import type { Language } from "@/lib/kernel/preferences";
import type { NamedSystem } from "./views";

/** What a system is called in the reader's language. Safe in the browser. */
export const nameIn = (language: Language, { name, localName }: Pick<NamedSystem, "name" | "localName">): string =>
  language === "sq" ? (localName ?? name) : name;

import type { Language } from "@/lib/kernel/preferences";
import { visibleText } from "@/lib/kernel/visible-text";
import type { NamedSystem } from "./views";

/** What a system is called in the reader's language, as far as the catalogue has it. Safe in the browser. */
export const nameIn = (language: Language, { name, localName }: Pick<NamedSystem, "name" | "localName">): string =>
  visibleText((language === "sq" && localName) || name);

import type { Language } from "@/lib/kernel/preferences";
import { visibleText } from "@/lib/kernel/visible-text";

/** The name of a system in the reader's language, as far as the catalogue has it. */
export const nameIn = ({ name, localName }: { name: string; localName: string | null }, language: Language) =>
  visibleText((language === "sq" && localName) || name);

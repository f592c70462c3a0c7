import { useLocale } from "next-intl";
import { nameIn } from "@/lib/systems/name-in";
import type { NamedSystem } from "@/lib/systems/views";

/** How systems are called for this reader. */
export function useName(): (system: Pick<NamedSystem, "name" | "localName">) => string {
  const language = useLocale();
  return (system) => nameIn(language, system);
}

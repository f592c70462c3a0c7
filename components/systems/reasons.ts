import { useTranslations } from "next-intl";
import { visibleText } from "@/lib/kernel/visible-text";
import type { EffectView, WayStep } from "@/lib/systems/views";
import { useName } from "./names";

/** The way to what is off, in words: "Birth certificate needs Identity broker, which needs Civil registry sync." */
export function useWay(): (effect: Pick<EffectView, "path" | "chosen">) => string {
  const t = useTranslations("systems.map.way");
  const name = useName();
  return ({ path, chosen }) => {
    if (chosen) return t("chosen");
    const [first, second, ...rest] = path;
    if (!first || !second) return t("itself");
    const start = t(`first.${how(second)}`, { a: name(first), b: name(second) });
    return `${start}${rest.map((step) => t(`next.${how(step)}`, { b: name(step) })).join("")}.`;
  };
}

const how = (step: WayStep) => step.how ?? "needs";

/** Why something keeps working, as a sentence of its own or as the end of one ("because it stands on …"). */
export function useBecause(): (because: EffectView["because"], form?: "sentence" | "clause") => string {
  const sentence = useTranslations("systems.map.because");
  const clause = useTranslations("systems.map.why");
  const name = useName();
  return (because, form = "sentence") => {
    const t = form === "clause" ? clause : sentence;
    switch (because?.kind) {
      case "host":
        return t("host", { host: name(because.host) });
      case "organisation":
        return t("organisation", { host: visibleText(because.name) });
      case "alternative": {
        const [through, via] = [name(because.through), because.via.map(name).join(", ")];
        return via && form === "sentence" ? sentence("via", { through, via }) : t("alternative", { through });
      }
      case "not-needed":
        return t("not-needed");
      default:
        return t("apart");
    }
  };
}

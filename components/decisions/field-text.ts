import { useTranslations } from "next-intl";
import { missingToPropose } from "@/lib/decisions/complete";
import type { DecisionWords } from "@/lib/decisions/schema";
import type { DecisionView, Said } from "@/lib/decisions/views";

/** The fields of a decision in the order in which one reads them. */
export const fieldNames = [
  "situation",
  "gaps",
  "confidence",
  "threat",
  "ifNothing",
  "options",
  "rationale",
  "authority",
  "consulted",
  "keepsSafe",
  "watches",
  "citizenImpact",
  "businessImpact",
  "fallback",
  "evidence",
  "memoryCaptured",
  "method",
  "order",
  "expectedMinutes",
  "reviewHours",
  "undo",
  "criteria",
  "publicLine",
  "localPublicLine",
  "publicBy",
  "tlp",
] as const satisfies readonly (keyof DecisionWords)[];
type FieldName = (typeof fieldNames)[number] | "type" | "title" | "systems" | "undoes";

/** How a field is called, by its name in the schema. */
export function useFieldName(): (name: string) => string {
  const t = useTranslations("decisions.page.field");
  return (name) => t(name as FieldName);
}

/** What has to be written before this can be put before people or acted on, by name; empty when nothing is missing. */
export function useLacking(): (decision: DecisionView) => string {
  const fieldName = useFieldName();
  return ({ type, systems, undoes, words }) =>
    missingToPropose({ type, systems: systems.map(({ code }) => code), undoes: undoes?.number, words })
      .map(({ field }) => fieldName(field))
      .join(", ");
}

/** A field as plain text, to read it and to compare two versions of it word by word; empty where nothing is said. */
export function useFieldText(): (said: Said, name: string) => string {
  const t = useTranslations("decisions");
  return (said, name) => {
    const { words } = said;
    switch (name as FieldName) {
      case "type":
        return t(`types.${said.type}`);
      case "title":
        return said.title;
      case "systems":
        return said.systems.join(", ");
      case "undoes":
        return said.undoes ?? "";
      case "options":
        return (words.options ?? [])
          .map(({ label, chosen, reason, description, benefit, cost, risk }) =>
            [chosen ? t("page.chosen", { label }) : label, description, benefit, cost, risk, reason]
              .filter(Boolean)
              .join(". "),
          )
          .join("\n");
      case "consulted":
        return (words.consulted ?? [])
          .map(({ who, view, dissent }) =>
            [dissent ? t("page.dissent", { who }) : who, view].filter(Boolean).join(": "),
          )
          .join("\n");
      case "criteria":
        return (words.criteria ?? []).join("\n");
      case "method":
        return words.method ? t(`page.method.${words.method}`) : "";
      case "confidence":
        return words.confidence ? t(`page.confidence.${words.confidence}`) : "";
      case "memoryCaptured":
        return words.memoryCaptured === undefined ? "" : t(words.memoryCaptured ? "page.yes" : "page.no");
      case "expectedMinutes":
        return words.expectedMinutes === undefined ? "" : t("page.minutes", { count: words.expectedMinutes });
      case "reviewHours":
        return words.reviewHours === undefined ? "" : t("page.hours", { count: words.reviewHours });
      default:
        return String(words[name as keyof DecisionWords] ?? "");
    }
  };
}

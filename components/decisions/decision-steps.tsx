import { useTranslations } from "next-intl";
import { cn } from "@/lib/kernel/cn";
import { visibleText } from "@/lib/kernel/visible-text";
import type { Reading } from "./reading";
import { When } from "./when";
import { workflowOf } from "./workflow";

const marks = { done: "✓", now: "▸", ahead: "", owed: "!" } as const;

/** From the proposal to the last system back, as a list that says in words what lies behind and what is next. */
export function DecisionSteps({ decision, incident }: Reading) {
  const t = useTranslations("decisions.steps");
  const { given, needed } = decision;
  return (
    <ol aria-label={t("title")} className="grid grid-cols-2 gap-1 sm:grid-cols-3 sm:gap-2 xl:grid-cols-6">
      {workflowOf(decision).map(({ name, stands, by, at }, index) => (
        <li
          key={name}
          aria-current={stands === "now" ? "step" : undefined}
          className={cn(
            "rounded-md border px-2 py-1 text-sm sm:px-3 sm:py-2",
            stands === "now" || stands === "owed" ? "border-2 border-ink bg-surface" : "border-line",
            stands === "owed" && "border-error",
          )}
        >
          <p className={cn(stands === "ahead" ? "text-ink-2" : "font-semibold")}>
            <span aria-hidden="true">
              {index + 1} {marks[stands]}
            </span>{" "}
            {t(`name.${name}`)}
            <span className="sr-only">: {t(`stands.${stands}`)}</span>
            {name === "approved" && needed !== null ? ` ${t("of", { given, needed })}` : null}
          </p>
          {by.length > 0 || at ? (
            <p className="text-ink-2">
              {by.map((person) => visibleText(person.name)).join(", ")}{" "}
              {at ? <When at={at} zone={incident.zone} /> : null}
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

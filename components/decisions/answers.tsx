import { useTranslations } from "next-intl";
import type { AnswerView } from "@/lib/decisions/views";
import { cn } from "@/lib/kernel/cn";
import { visibleText } from "@/lib/kernel/visible-text";
import { Part } from "./act-form";
import type { Reading } from "./reading";
import { When } from "./when";

/** Who said what, in the order in which it was said: by which right, why, with what proof, and whether it still counts. */
export function Answers({ decision, incident }: Reading) {
  const t = useTranslations("decisions.approval");
  const { answers } = decision;
  return (
    <Part id="answers" title={t("title")}>
      {answers.length === 0 ? <p className="text-ink-2">{t("none")}</p> : null}
      <ol className="grid gap-3">
        {answers.map((one) => (
          <Answer key={one.id} answer={one} zone={incident.zone} />
        ))}
      </ol>
    </Part>
  );
}

function Answer({ answer, zone }: { answer: AnswerView; zone: string }) {
  const t = useTranslations("decisions.approval");
  const { says, person, by, reason, factor, weaker, at, version, textHash, previewHash, void: fallen } = answer;
  return (
    <li className={cn("grid gap-0.5 border-l-4 pl-3", fallen ? "border-dashed border-line-strong" : "border-ink")}>
      <p>
        <strong>{t(`says.${says}`)}</strong> <When at={at} zone={zone} />
      </p>
      <p>
        {visibleText(person.name)}, {visibleText(person.organisation)}
        {by ? ` (${t(`by.${by}`)})` : null}
        {factor ? `, ${t(`factor.${factor}`)}` : null}
      </p>
      <p className="wrap-anywhere">{visibleText(reason)}</p>
      {fallen ? <p className="font-semibold">{t(`fell.${fallen}`)}</p> : null}
      <details className="whole-on-paper text-sm text-ink-2">
        <summary className="min-h-6">{t("proof", { version })}</summary>
        {factor ? <p>{t(weaker ? "weaker" : "strong")}</p> : null}
        <p className="font-mono text-xs wrap-anywhere">{t("textHash", { hash: textHash })}</p>
        {previewHash ? (
          <p className="font-mono text-xs wrap-anywhere">{t("previewHash", { hash: previewHash })}</p>
        ) : null}
      </details>
    </li>
  );
}

import { useTranslations } from "next-intl";
import type { AnswerView } from "@/lib/decisions/views";
import { visibleText } from "@/lib/kernel/visible-text";
import { When } from "./when";

const factors = ["passkey", "totp", "none"] as const;

/** Who said what of it: by which right, proved by what, on which text, when, and whether it still counts. */
export function SheetAnswers({ answers, zone }: { answers: AnswerView[]; zone: string }) {
  const t = useTranslations("decisions.print");
  const words = useTranslations("decisions.approval");
  return (
    <div className="grid gap-1 print:block">
      <h4>{t("who")}</h4>
      {answers.length === 0 ? <p>{words("none")}</p> : null}
      <ol className="grid gap-2 print:block print:space-y-2">
        {answers.map((one) => (
          <li key={one.id} className="break-inside-avoid border-l-2 border-line pl-3">
            <p>
              <strong>{words(`says.${one.says}`)}</strong>, <When at={one.at} zone={zone} />:{" "}
              {visibleText(one.person.name)}, {visibleText(one.person.organisation)}
            </p>
            <p className="text-sm">
              {one.by ? `${t("right")}: ${words(`by.${one.by}`)}. ` : null}
              {one.factor ? `${t("factor")}: ${t(`factors.${factorOf(one.factor)}`)}. ` : null}
              {one.void ? <strong>{words(`fell.${one.void}`)}</strong> : null}
            </p>
            <p className="wrap-anywhere">{visibleText(one.reason)}</p>
            <p className="font-mono text-xs break-all">{t("textOf", { version: one.version, hash: one.textHash })}</p>
            {one.previewHash ? (
              <p className="font-mono text-xs break-all">{words("previewHash", { hash: one.previewHash })}</p>
            ) : null}
          </li>
        ))}
      </ol>
    </div>
  );
}

const factorOf = (factor: string) => factors.find((one) => one === factor) ?? "none";

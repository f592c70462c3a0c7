import { useTranslations } from "next-intl";
import { useName } from "@/components/systems/names";
import { kinds } from "@/lib/decisions/lists";
import type { DecisionView } from "@/lib/decisions/views";
import { visibleText } from "@/lib/kernel/visible-text";

/** What those who approved had before them: what stops, what is limited, of what nobody is sure, and the proof of it. */
export function SheetEffects({ decision }: { decision: DecisionView }) {
  const t = useTranslations("decisions.print");
  const name = useName();
  const { preview } = decision;
  if (kinds[decision.type].to === null) return null;
  if (!preview) return <p className="text-sm">{t("effectsNone")}</p>;
  const of = (verdict: "stops" | "limited" | "unsure") =>
    preview.effects.effects
      .filter((one) => one.verdict === verdict)
      .map((one) => visibleText(name(one)))
      .join(", ");
  return (
    <div className="grid gap-1">
      <h4>{t("effects")}</h4>
      {(["stops", "limited", "unsure"] as const).map((verdict) => {
        const names = of(verdict);
        return names ? (
          <p key={verdict} className="wrap-anywhere">
            {t(verdict, { names })}
          </p>
        ) : null;
      })}
      <p className="text-sm">
        {t("effectsOf", { map: preview.mapVersion, needed: preview.needed })}{" "}
        <span className="font-mono text-xs break-all">{preview.hash}</span>
      </p>
    </div>
  );
}

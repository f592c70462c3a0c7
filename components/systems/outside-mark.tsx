import { useLocale, useTranslations } from "next-intl";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { api } from "@/lib/entry/paths";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import type { Side } from "@/lib/systems/outside";
import type { DisagreementView, OutsideRow } from "@/lib/systems/outside-views";

/** What we say and what is seen are not the same: loud until somebody says why, then the sentence that says it. */
export function OutsideMark(props: {
  row: OutsideRow;
  incident: { ref: string; zone: string };
  side: Side;
  mark: DisagreementView;
  words: FormWords;
}) {
  const { row, incident, side, mark } = props;
  const t = useTranslations("systems.outside");
  const shown = useTranslations("systems.shown");
  const language = useLocale();
  const time = (at: Date) => dayAndTime(at, incident.zone, language);
  if (mark.resolvedAt)
    return (
      <p className="border-l-2 border-line-strong pl-3 text-sm">
        {t("explained", {
          who: visibleText(mark.resolvedBy ?? ""),
          time: time(mark.resolvedAt),
          reason: visibleText(mark.reason ?? ""),
        })}
      </p>
    );
  return (
    <div className="grid gap-2 rounded-md border-2 border-ink p-3">
      <p className="font-semibold">
        {t(side === "inside" ? "markInside" : "mark", {
          state: shown(row.shown),
          seen: t(`seen.${mark.seen}`),
        })}{" "}
        <span className="font-normal text-ink-2">{t("markSince", { time: time(mark.since) })}</span>
      </p>
      {row.abilities.resolve.ok ? (
        <details className="screen-only">
          <summary className="inline-flex min-h-11 items-center underline underline-offset-4 sm:min-h-8">
            {t("resolve")}
            <span className="sr-only">{row.code}</span>
          </summary>
          <div className="max-w-xl pt-2">
            <ApiForm action={api.resolution(incident.ref, row.code)} fixed={{ side }} words={props.words}>
              <TextField name="reason" label={t("reason")} hint={t("resolveHint")} required maxLength={500} />
              <Button type="submit" className="justify-self-start">
                {t("resolveButton")}
              </Button>
            </ApiForm>
          </div>
        </details>
      ) : null}
    </div>
  );
}

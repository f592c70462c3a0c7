import Link from "next/link";
import { useTranslations } from "next-intl";
import type { CriterionView, DecisionView } from "@/lib/decisions/views";
import { api, paths } from "@/lib/entry/paths";
import { visibleText } from "@/lib/kernel/visible-text";
import { ActDoor, Part, ReasonForm } from "./act-form";
import type { Reading } from "./reading";
import { When } from "./when";

type Props = Pick<Reading, "incident" | "form"> & {
  /** The stop whose conditions they are: this decision, or the one that it ends. */
  stop: DecisionView;
  /** They stand on the page of the return. */
  elsewhere: boolean;
};

/** D9: what has to be so before the stop may end, with the evidence, or why an authority does without it. */
export function Criteria(props: Props) {
  const { stop, elsewhere, incident } = props;
  const t = useTranslations("decisions.stages.criteria");
  if (stop.criteria.length === 0) return null;
  const open = stop.criteria.filter(({ met, waived }) => !met && !waived).length;
  return (
    <Part id="criteria" title={t("title", { name: stop.name })} lead={t("open", { open, all: stop.criteria.length })}>
      {elsewhere ? (
        <p>
          <Link href={paths.decision(incident.ref, stop.number)} prefetch={false}>
            {stop.name} {visibleText(stop.title)}
          </Link>
        </p>
      ) : null}
      <ol className="grid gap-2">
        {stop.criteria.map((criterion) => (
          <Criterion key={criterion.position} criterion={criterion} {...props} />
        ))}
      </ol>
    </Part>
  );
}

function Criterion({ criterion, stop, incident, form }: Props & { criterion: CriterionView }) {
  const t = useTranslations("decisions.stages.criteria");
  const { met, waived, position, text } = criterion;
  const to = (part: string) => api.decision(incident.ref, stop.number, `criteria/${position}/${part}`);
  const { meetCriterion, waiveCriterion } = stop.abilities;
  return (
    <li data-row={`criterion-${position}`} className="grid grid-cols-[2rem_minmax(0,1fr)] border-t border-line pt-2">
      <span aria-hidden="true" className="text-lg font-bold">
        {met ? "✓" : waived ? "–" : "○"}
      </span>
      <div className="grid gap-1">
        <p className="font-semibold wrap-anywhere">{visibleText(text)}</p>
        {met ? (
          <p className="text-sm wrap-anywhere">
            <strong>{t("met")}</strong> {visibleText(met.by.name)}, <When at={met.at} zone={incident.zone} />:{" "}
            {visibleText(met.evidence)}
          </p>
        ) : waived ? (
          <p className="text-sm wrap-anywhere">
            <strong>{t("waived")}</strong> {visibleText(waived.by.name)}, <When at={waived.at} zone={incident.zone} />:{" "}
            {visibleText(waived.reason)}
          </p>
        ) : (
          <>
            <p className="text-sm text-ink-2">{t("notYet")}</p>
            <div className="screen-only flex flex-wrap items-start gap-2 pb-1 empty:hidden">
              {meetCriterion.ok ? (
                <ActDoor label={t("meet")} about={String(position)}>
                  <ReasonForm
                    action={to("evidence")}
                    name="evidence"
                    label={t("evidence")}
                    hint={t("evidenceHint")}
                    button={t("meet")}
                    about={String(position)}
                    words={form}
                  />
                </ActDoor>
              ) : null}
              {waiveCriterion.ok ? (
                <ActDoor label={t("waive")} about={String(position)}>
                  <ReasonForm
                    action={to("waiver")}
                    label={t("waiveReason")}
                    button={t("waive")}
                    about={String(position)}
                    kind="plain"
                    words={form}
                  />
                </ActDoor>
              ) : null}
            </div>
          </>
        )}
      </div>
    </li>
  );
}

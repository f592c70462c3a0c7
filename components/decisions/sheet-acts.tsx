import { useTranslations } from "next-intl";
import { useName } from "@/components/systems/names";
import type { DecisionView, PersonName } from "@/lib/decisions/views";
import { visibleText } from "@/lib/kernel/visible-text";
import { When } from "./when";

/** What was done of it, step by step, and how it came back: by whom, when, with which evidence. */
export function SheetActs({ decision, zone }: { decision: DecisionView; zone: string }) {
  const t = useTranslations("decisions.print");
  const words = useTranslations("decisions");
  const { startedBy, startedAt, finishedAt, verified, ratifiedAt, closedAt, endReason } = decision;
  return (
    <div className="grid gap-2 print:block print:space-y-2">
      <h4>{t("done")}</h4>
      {startedAt ? (
        <Act says={t("begun", { who: nameOf(startedBy) })} at={startedAt} zone={zone} />
      ) : (
        <p>{t("notBegun")}</p>
      )}
      <Steps decision={decision} zone={zone} />
      {finishedAt ? <Act says={t("finished")} at={finishedAt} zone={zone} /> : null}
      {verified ? <Act says={t("verified", { who: nameOf(verified.by) })} at={verified.at} zone={zone} /> : null}
      {ratifiedAt ? <Act says={t("ratified")} at={ratifiedAt} zone={zone} /> : null}
      {decision.criteria.length > 0 ? <h4>{words("stages.criteria.title", { name: decision.name })}</h4> : null}
      <Criteria decision={decision} zone={zone} />
      {decision.stages.length > 0 ? <h4>{t("return")}</h4> : null}
      <Stages decision={decision} zone={zone} />
      {closedAt ? <Act says={t("closed")} at={closedAt} zone={zone} /> : null}
      {endReason ? <p className="wrap-anywhere">{t("ended", { reason: visibleText(endReason) })}</p> : null}
    </div>
  );
}

interface Facts {
  decision: DecisionView;
  zone: string;
}

const nameOf = (person: PersonName | null) =>
  person ? `${visibleText(person.name)}, ${visibleText(person.organisation)}` : "–";

function Act({ says, at, zone }: { says: string; at: Date; zone: string }) {
  return (
    <p>
      {says}: <When at={at} zone={zone} />
    </p>
  );
}

function Steps({ decision, zone }: Facts) {
  const t = useTranslations("decisions.steps");
  const name = useName();
  return (
    <ol className="grid gap-1 print:block print:space-y-1">
      {decision.steps.map(({ position, kind, system, text, act }) => (
        <li key={position} className="break-inside-avoid">
          {position}. {t(`kind.${kind}`)}:{" "}
          {kind === "state" && system
            ? t("changes", { name: visibleText(name(system)), code: system.code })
            : visibleText(text)}
          <span className="block pl-4 text-sm wrap-anywhere">
            {act ? (
              <>
                <strong>{t(act.done ? "wasDone" : "wasNot")}</strong> {visibleText(act.by.name)},{" "}
                <When at={act.at} zone={zone} />
                {act.note ? `: ${visibleText(act.note)}` : null}
              </>
            ) : (
              t("stands.ahead")
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Criteria({ decision, zone }: Facts) {
  const t = useTranslations("decisions.stages.criteria");
  return (
    <ol className="grid gap-1 print:block print:space-y-1">
      {decision.criteria.map(({ position, text, met, waived }) => {
        const answer = met ?? waived;
        return (
          <li key={position} className="break-inside-avoid wrap-anywhere">
            {position}. {visibleText(text)}
            <span className="block pl-4 text-sm">
              {answer ? (
                <>
                  <strong>{t(met ? "met" : "waived")}</strong> {visibleText(answer.by.name)},{" "}
                  <When at={answer.at} zone={zone} />: {visibleText(met ? met.evidence : (waived?.reason ?? ""))}
                </>
              ) : (
                t("notYet")
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Stages({ decision, zone }: Facts) {
  const t = useTranslations("decisions.stages");
  const name = useName();
  return (
    <ol className="grid gap-1 print:block print:space-y-1">
      {decision.stages.map((one) => (
        <li key={one.at.toISOString()} className="break-inside-avoid wrap-anywhere">
          <strong>{t(`stage.${one.stage}`)}</strong> {one.systems.map((system) => visibleText(name(system))).join(", ")}
          . {one.limits ? t("withLimits", { limits: visibleText(one.limits) }) : null} {visibleText(one.conditions)}
          <span className="block pl-4 text-sm">
            {nameOf(one.by)}, <When at={one.at} zone={zone} />
          </span>
        </li>
      ))}
    </ol>
  );
}

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { openStates } from "@/lib/decisions/machine";
import type { AnswerView, DecisionView, Void } from "@/lib/decisions/views";
import { visibleText } from "@/lib/kernel/visible-text";
import { nameIn } from "@/lib/systems/name-in";
import { useFieldName } from "./field-text";
import type { Reading } from "./reading";
import { When } from "./when";

/** What must not be overlooked: an emergency that nobody ratified, a review that is over, approvals that fell away, and what is missing. */
export function DecisionNotices(reading: Reading) {
  const { decision, incident } = reading;
  const t = useTranslations("decisions");
  const { unratified, emergencyReason, ratifyBy, ratifiedAt, overdue, reviewAt, endReason, losesMemory, state } =
    decision;
  const open = (openStates as readonly string[]).includes(state);
  return (
    <>
      {unratified && ratifyBy ? (
        <Notice loud>
          <p className="font-semibold">{t("emergency.unratified")}</p>
          <p>{t.rich("emergency.ratifyBy", { time: () => <When at={ratifyBy} zone={incident.zone} /> })}</p>
          <p>{t("emergency.because", { reason: visibleText(emergencyReason ?? "") })}</p>
        </Notice>
      ) : emergencyReason && ratifiedAt ? (
        <Notice>
          <p>{t.rich("emergency.ratified", { time: () => <When at={ratifiedAt} zone={incident.zone} /> })}</p>
          <p>{t("emergency.because", { reason: visibleText(emergencyReason) })}</p>
        </Notice>
      ) : null}
      {overdue && reviewAt ? (
        <Notice loud>
          <p className="font-semibold">
            {t.rich("page.overdue", { time: () => <When at={reviewAt} zone={incident.zone} /> })}
          </p>
        </Notice>
      ) : null}
      {state === "proposed" || state === "returned" || unratified ? <Voided {...reading} /> : null}
      {open && decision.missing.length > 0 ? <Missing {...reading} /> : null}
      {losesMemory && (open || state === "approved" || state === "executing") ? (
        <Notice loud>
          <p className="font-semibold">{t("page.losesMemory")}</p>
        </Notice>
      ) : null}
      {endReason ? (
        <Notice>
          <p>
            <span className="font-semibold">{t(`states.${state}`)}:</span> {visibleText(endReason)}
          </p>
        </Notice>
      ) : null}
    </>
  );
}

function Notice({ loud = false, children }: { loud?: boolean; children: ReactNode }) {
  return (
    <div
      className={
        loud
          ? "grid gap-1 rounded-lg border-2 border-error bg-surface p-3"
          : "grid gap-1 border-l-4 border-ink bg-surface p-3"
      }
    >
      {children}
    </div>
  );
}

/** D1, D2: what has to be written before anybody can approve. */
function Missing({ decision }: Reading) {
  const t = useTranslations("decisions.page");
  const fieldName = useFieldName();
  return (
    <Notice>
      <p className="font-semibold">{t("missing.title")}</p>
      <ul className="list-disc pl-5 sm:columns-2 lg:columns-3">
        {decision.missing.map(({ field, because }) => (
          <li key={`${field} ${because}`}>{because === "required" ? fieldName(field) : t(`missing.${because}`)}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** Whose approval fell away, and by what: by other words, by other effects, or because that person has gone. */
function Voided({ decision }: Reading) {
  const t = useTranslations("decisions.approval.voided");
  const fieldName = useFieldName();
  const given = new Set(
    decision.answers.filter((one) => one.says === "approve" && one.void === null).map(({ person }) => person.id),
  );
  const fallen = decision.answers.filter(({ void: because, person }) => because !== null && !given.has(person.id));
  const by = (because: Void) => fallen.filter((one) => one.void === because);
  const [text, effects, person] = [by("text"), by("effects"), by("person")];
  if (fallen.length === 0) return null;
  return (
    <Notice loud>
      {text.length > 0 ? (
        <p>
          <strong>{t("text", { who: names(text), count: text.length })}</strong>{" "}
          {t("changed", { fields: changedSince(decision, text).map(fieldName).join(", ") })}
        </p>
      ) : null}
      {effects.length > 0 ? (
        <>
          <p>
            <strong>{t("effects", { who: names(effects), count: effects.length })}</strong>
          </p>
          <EffectChanges decision={decision} />
        </>
      ) : null}
      {person.length > 0 ? (
        <p>
          <strong>{t("person", { who: names(person), count: person.length })}</strong>
        </p>
      ) : null}
    </Notice>
  );
}

const names = (answers: readonly AnswerView[]) =>
  [...new Set(answers.map(({ person }) => visibleText(person.name)))].join(", ");

/** The fields that differ from what these people approved. */
function changedSince({ versions, version }: DecisionView, fallen: readonly AnswerView[]): string[] {
  const first = Math.min(...fallen.map((one) => one.version));
  return [
    ...new Set(
      versions.filter((one) => one.version > first && one.version <= version).flatMap(({ changed }) => changed),
    ),
  ];
}

function EffectChanges({ decision }: { decision: DecisionView }) {
  const t = useTranslations("decisions.preview");
  const language = useLocale();
  const since = decision.preview?.since ?? [];
  if (since.length === 0) return null;
  return (
    <ul className="list-disc pl-5">
      {since.map((one) => (
        <li key={one.code}>
          {t("change", {
            name: visibleText(nameIn(language, one)),
            from: t(`verdict.${one.from ?? "none"}`),
            to: t(`verdict.${one.to ?? "none"}`),
          })}
        </li>
      ))}
    </ul>
  );
}

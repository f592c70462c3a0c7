import { useTranslations } from "next-intl";
import { useName } from "@/components/systems/names";
import { TextField } from "@/components/ui/text-field";
import type { StepView } from "@/lib/decisions/views";
import { api } from "@/lib/entry/paths";
import { cn } from "@/lib/kernel/cn";
import { visibleText } from "@/lib/kernel/visible-text";
import { ActDoor, ActForm, Part, ReasonForm } from "./act-form";
import type { Reading } from "./reading";
import { When } from "./when";

/** The work, in its order: each step is ticked by a person, or it is said why it could not be done. */
export function Checklist(reading: Reading) {
  const { decision, why } = reading;
  const t = useTranslations("decisions.steps");
  const { steps, state, abilities } = decision;
  if (steps.length === 0) return null;
  const done = steps.filter(({ act }) => act?.done).length;
  return (
    <Part id="checklist" title={t("checklist")} lead={t("done", { done, all: steps.length })}>
      {state === "executing" && !abilities.tickStep.ok ? <p className="text-sm">{why.tickStep}</p> : null}
      <ol className="grid gap-2">
        {steps.map((step) => (
          <Step key={step.position} step={step} reading={reading} />
        ))}
      </ol>
    </Part>
  );
}

function Step({ step, reading }: { step: StepView; reading: Reading }) {
  const { incident, decision } = reading;
  const t = useTranslations("decisions.steps");
  const name = useName();
  const { act, kind, system, text } = step;
  const mark = act ? (act.done ? "✓" : "✕") : "○";
  return (
    <li
      data-row={`step-${step.position}`}
      className={cn(
        "grid grid-cols-[2rem_minmax(0,1fr)] border-t border-line pt-2",
        act && !act.done && "border-t-2 border-ink",
      )}
    >
      <span aria-hidden="true" className="text-lg font-bold">
        {mark}
      </span>
      <div className="grid gap-1">
        <p className="wrap-anywhere">
          <span className="text-sm text-ink-2">
            {step.position}. {t(`kind.${kind}`)}
            {system && kind !== "state" ? `, ${visibleText(name(system))}` : null}
          </span>
          <span className="block font-semibold">
            {kind === "state" && system
              ? t("changes", { name: visibleText(name(system)), code: system.code })
              : visibleText(text)}
          </span>
        </p>
        {act ? (
          <p className="text-sm">
            <strong>{t(act.done ? "wasDone" : "wasNot")}</strong> {visibleText(act.by.name)},{" "}
            <When at={act.at} zone={incident.zone} />
            {act.note ? `: ${visibleText(act.note)}` : null}
          </p>
        ) : null}
        {decision.state === "executing" && decision.abilities.tickStep.ok && !act?.done ? (
          <StepActs step={step} reading={reading} />
        ) : null}
      </div>
    </li>
  );
}

function StepActs({ step, reading }: { step: StepView; reading: Reading }) {
  const { incident, decision, form } = reading;
  const t = useTranslations("decisions.steps");
  const to = (part: string) => api.decision(incident.ref, decision.number, `steps/${step.position}/${part}`);
  const about = String(step.position);
  return (
    <div className="flex flex-wrap items-start gap-2 pb-1">
      <ActForm action={to("done")} button={t("tick")} about={about} words={form} />
      <ActDoor label={t("tickNote")} about={about}>
        <ActForm action={to("done")} button={t("tick")} about={about} words={form}>
          <TextField name="note" label={t("note")} maxLength={500} autoComplete="off" />
        </ActForm>
      </ActDoor>
      {step.act ? null : (
        <ActDoor label={t("skip")} about={about}>
          <ReasonForm
            action={to("not-done")}
            label={t("skipReason")}
            button={t("skip")}
            about={about}
            kind="plain"
            words={form}
          />
        </ActDoor>
      )}
    </div>
  );
}

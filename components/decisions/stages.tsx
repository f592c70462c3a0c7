import { useTranslations } from "next-intl";
import { useName } from "@/components/systems/names";
import { Choice } from "@/components/ui/choice";
import { stages } from "@/lib/decisions/lists";
import { api } from "@/lib/entry/paths";
import { visibleText } from "@/lib/kernel/visible-text";
import { ActDoor, ActForm, Part, ReasonForm } from "./act-form";
import type { Reading } from "./reading";
import { StageFields } from "./stage-fields";
import { When } from "./when";

/** The way back: for tests, for some, for all, each with what was made sure of before; and from any of them back to off. */
export function Stages(reading: Reading) {
  const { decision, incident, form, why } = reading;
  const t = useTranslations("decisions.stages");
  const name = useName();
  const { type, state, abilities } = decision;
  if (type !== "restore" || decision.startedAt === null) return null;
  const act = (part: string) => api.decision(incident.ref, decision.number, part);
  return (
    <Part id="stages" title={t("title")} lead={t("lead")}>
      {decision.stages.length === 0 ? <p className="text-ink-2">{t("none")}</p> : null}
      <ol className="grid gap-2">
        {decision.stages.map((one, index) => (
          <li key={one.at.toISOString()} className="grid gap-0.5 border-t border-line pt-2">
            <p>
              {index + 1}. <strong>{t(`stage.${one.stage}`)}</strong>{" "}
              {one.systems.map((system) => visibleText(name(system))).join(", ")}
            </p>
            {one.limits ? <p>{t("withLimits", { limits: visibleText(one.limits) })}</p> : null}
            <p className="wrap-anywhere">{visibleText(one.conditions)}</p>
            <p className="text-sm text-ink-2">
              {visibleText(one.by.name)}, <When at={one.at} zone={incident.zone} />
            </p>
          </li>
        ))}
      </ol>
      {abilities.openStage.ok ? (
        <ActForm action={act("stages")} button={t("open")} words={form}>
          <StageFields
            options={stages.flatMap((value) => (value === "off" ? [] : [{ value, label: t(`stage.${value}`) }]))}
            words={{
              stage: t("which"),
              conditions: t("conditions"),
              conditionsHint: t("conditionsHint"),
              limits: t("limits"),
              limitsHint: t("limitsHint"),
            }}
          />
          <Scope decision={decision} />
        </ActForm>
      ) : state === "executing" ? (
        <p className="text-sm">{why.openStage}</p>
      ) : null}
      {abilities.turnBack.ok && decision.stages.length > 0 ? (
        <ActDoor label={t("turnBack")}>
          <ReasonForm action={act("turning-back")} label={t("turnBackReason")} button={t("turnBack")} words={form}>
            <Scope decision={decision} />
          </ReasonForm>
        </ActDoor>
      ) : null}
    </Part>
  );
}

/** Which of several systems; none ticked means all. */
function Scope({ decision }: Pick<Reading, "decision">) {
  const t = useTranslations("decisions.stages");
  const name = useName();
  if (decision.systems.length < 2) return null;
  return (
    <fieldset className="grid gap-2">
      <legend className="font-semibold">{t("systems")}</legend>
      <p className="text-sm text-ink-2">{t("systemsHint")}</p>
      {decision.systems.map((system) => (
        <Choice key={system.code} name="systems" value={system.code} label={visibleText(name(system))} />
      ))}
    </fieldset>
  );
}

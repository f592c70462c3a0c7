import { useTranslations } from "next-intl";
import { RATIFY_HOURS } from "@/lib/decisions/lists";
import { api } from "@/lib/entry/paths";
import { ActDoor, ReasonForm } from "./act-form";
import { CodesField } from "./codes-field";
import { useLacking } from "./field-text";
import type { Reading } from "./reading";

/** Acting before anybody approved: a reason, and the codes of all systems typed by hand. */
export function EmergencyDoor({ decision, incident, form }: Reading) {
  const t = useTranslations("decisions.emergency");
  const fields = useLacking()(decision);
  return (
    <ActDoor label={t("act")}>
      <div className="grid gap-3">
        <p>{t("lead", { hours: RATIFY_HOURS })}</p>
        {fields ? (
          <p className="font-semibold">{t("lacks", { fields })}</p>
        ) : (
          <ReasonForm
            action={api.decision(incident.ref, decision.number, "emergency")}
            fixed={{ revision: decision.revision }}
            label={t("reason")}
            button={t("act")}
            words={form}
          >
            <CodesField
              codes={decision.systems.map(({ code }) => code)}
              words={{ legend: t("codes"), hint: t("codesHint"), one: t.raw("code") as string }}
            />
          </ReasonForm>
        )}
      </div>
    </ActDoor>
  );
}

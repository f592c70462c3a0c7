import { useLocale, useTranslations } from "next-intl";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import type { DelegationView } from "@/lib/decisions/views";
import { api } from "@/lib/entry/paths";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { DelegationForm, type DelegationFormFacts } from "./delegation-form";

/** Who may approve by what an authority lent them, within which limits and until when. */
export function Delegations(props: {
  incident: { ref: string; zone: string };
  delegations: DelegationView[];
  /** Null when this reader lends nothing; then `because` says why. */
  lend: Omit<DelegationFormFacts, "incidentRef" | "form"> | null;
  because: string;
  form: FormWords;
}) {
  const { incident, delegations, lend, form } = props;
  const t = useTranslations("decisions.delegations");
  const live = delegations.filter((one) => one.live);
  const past = delegations.filter((one) => !one.live);
  const list = (ones: DelegationView[]) => (
    <ul>
      {ones.map((one) => (
        <Delegation key={one.id} one={one} incident={incident} form={lend ? form : null} />
      ))}
    </ul>
  );
  return (
    <section
      id="delegations"
      aria-labelledby="delegations-title"
      className="card rounded-lg border border-line bg-surface"
    >
      <div className="border-b border-line px-3 py-2">
        <h2 id="delegations-title">{t("title")}</h2>
        <p className="text-sm text-ink-2">{t("lead")}</p>
      </div>
      {live.length > 0 ? list(live) : <p className="px-3 py-3">{t("none")}</p>}
      {lend ? (
        <details className="screen-only border-t border-line px-3">
          <summary className="inline-flex min-h-11 items-center font-semibold underline underline-offset-4">
            {t("add")}
          </summary>
          <div className="max-w-3xl pb-4">
            {lend.people.length > 0 ? (
              <DelegationForm incidentRef={incident.ref} {...lend} form={form} />
            ) : (
              <p>{t("nobody")}</p>
            )}
          </div>
        </details>
      ) : (
        <p className="screen-only border-t border-line px-3 py-2 text-sm text-ink-2">{props.because}</p>
      )}
      {past.length > 0 ? (
        <details className="whole-on-paper border-t border-line px-3">
          <summary className="inline-flex min-h-11 items-center underline underline-offset-4">
            {t("past", { count: past.length })}
          </summary>
          {list(past)}
        </details>
      ) : null}
    </section>
  );
}

function Delegation(props: {
  one: DelegationView;
  incident: { ref: string; zone: string };
  form: FormWords | null;
}) {
  const { one, incident, form } = props;
  const t = useTranslations("decisions.delegations");
  const types = useTranslations("decisions.types");
  const language = useLocale();
  const time = (at: Date) => dayAndTime(at, incident.zone, language);
  return (
    <li className="grid gap-1 border-b border-line px-3 py-2.5 last:border-b-0">
      <p className="font-semibold">
        {visibleText(one.person.name)}{" "}
        <span className="font-normal text-ink-2">{visibleText(one.person.organisation)}</span>
      </p>
      <p>
        {t("limits", {
          types: one.types.map((type) => types(type)).join(", "),
          tier: one.tierFrom,
          systems: one.systemsMax,
        })}{" "}
        {one.organisations.length > 0
          ? t("owners", { owners: one.organisations.map(visibleText).join(", ") })
          : t("anyOwner")}
      </p>
      <p className="text-sm text-ink-2">
        {one.endedAt
          ? t("ended", { from: time(one.startsAt), time: time(one.endedAt) })
          : t(one.live ? "until" : "ran", { from: time(one.startsAt), time: time(one.endsAt) })}{" "}
        {t("givenBy", { name: visibleText(one.givenBy.name), reason: visibleText(one.reason) })}
      </p>
      {form && one.live ? (
        <ApiForm
          action={api.delegation(incident.ref, one.id)}
          method="DELETE"
          words={form}
          className="screen-only justify-self-start"
        >
          <Button type="submit">
            {t("end")}
            <span className="sr-only">: {visibleText(one.person.name)}</span>
          </Button>
        </ApiForm>
      ) : null}
    </li>
  );
}

import { useLocale, useTranslations } from "next-intl";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import type { DecisionBoard, DelegationView } from "@/lib/decisions/views";
import { api } from "@/lib/entry/paths";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import type { TIERS } from "@/lib/systems/lists";
import { DelegationForm, type DelegationFormFacts } from "./delegation-form";

/** Who can approve now, and by which right: their office, or what an authority lent them, within which limits and until when. */
export function Delegations(props: {
  incident: { ref: string; zone: string };
  board: Pick<DecisionBoard, "approvers" | "delegations">;
  /** Null when this reader lends nothing; then `because` says why. */
  lend: Omit<DelegationFormFacts, "incidentRef" | "form"> | null;
  because: string;
  form: FormWords;
}) {
  const { incident, board, lend, form } = props;
  const t = useTranslations("decisions.delegations");
  const live = board.delegations.filter((one) => one.live);
  const past = board.delegations.filter((one) => !one.live);
  const list = (ones: DelegationView[]) =>
    ones.map((one) => <Delegation key={one.id} one={one} incident={incident} form={lend ? form : null} />);
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
      {board.approvers.length === 0 ? <p className="px-3 py-3 font-semibold">{t("nobody")}</p> : null}
      <Office board={board} by="authority" />
      {live.length > 0 ? <ul>{list(live)}</ul> : null}
      <Office board={board} by="leadership" />
      {lend ? (
        <details className="screen-only border-t border-line px-3">
          <summary className="inline-flex min-h-11 items-center font-semibold underline underline-offset-4">
            {t("add")}
          </summary>
          <div className="max-w-3xl pb-4">
            {lend.people.length > 0 ? (
              <DelegationForm incidentRef={incident.ref} {...lend} form={form} />
            ) : (
              <p>{t("noOne")}</p>
            )}
          </div>
        </details>
      ) : (
        <p className="screen-only border-t border-line px-3 py-2 text-sm text-ink-2">
          {t("readOnly", { because: props.because })}
        </p>
      )}
      {past.length > 0 ? (
        <details className="whole-on-paper border-t border-line px-3">
          <summary className="inline-flex min-h-11 items-center underline underline-offset-4">
            {t("past", { count: past.length })}
          </summary>
          <ul className="-mx-3">{list(past)}</ul>
        </details>
      ) : null}
    </section>
  );
}

/** Those who may approve by their office. */
function Office({ board, by }: { board: Pick<DecisionBoard, "approvers">; by: "authority" | "leadership" }) {
  const t = useTranslations("decisions.delegations");
  const people = board.approvers.filter((one) => one.by === by);
  return people.length > 0 ? (
    <div className="border-b border-line px-3 py-2.5 last:border-b-0">
      <p className="text-sm text-ink-2">{t(`by.${by}`)}</p>
      <ul>
        {people.map(({ id, name, organisation }) => (
          <li key={id} className="font-semibold">
            {visibleText(name)} <span className="font-normal text-ink-2">{visibleText(organisation)}</span>
          </li>
        ))}
      </ul>
    </div>
  ) : null;
}

function Delegation(props: { one: DelegationView; incident: { ref: string; zone: string }; form: FormWords | null }) {
  const { one, incident, form } = props;
  const t = useTranslations("decisions.delegations");
  const types = useTranslations("decisions.types");
  const tiers = useTranslations("systems.tier");
  const language = useLocale();
  const time = (at: Date) => dayAndTime(at, incident.zone, language);
  const span = { from: time(one.startsAt), time: time(one.endedAt ?? one.endsAt) };
  return (
    <li className="grid gap-x-4 gap-y-1 border-b border-line px-3 py-2.5 last:border-b-0 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="grid gap-1">
        <p className="text-sm text-ink-2">{t("lent")}</p>
        <p className="font-semibold">
          {visibleText(one.person.name)}{" "}
          <span className="font-normal text-ink-2">{visibleText(one.person.organisation)}</span>
        </p>
        <p>
          {t("types", { types: one.types.map((type) => types(type)).join(", ") })}{" "}
          {t("limits", { tier: tiers(String(one.tierFrom) as `${(typeof TIERS)[number]}`), systems: one.systemsMax })}{" "}
          {one.organisations.length > 0
            ? t("owners", { owners: one.organisations.map(visibleText).join(", ") })
            : t("anyOwner")}
        </p>
        <p className="text-sm">{t(one.endedAt ? "ended" : one.live ? "until" : "ran", span)}</p>
        <p className="text-sm text-ink-2 wrap-anywhere">
          {t("givenBy", { name: visibleText(one.givenBy.name), reason: visibleText(one.reason) })}
        </p>
      </div>
      {form && one.live ? (
        <ApiForm
          action={api.delegation(incident.ref, one.id)}
          method="DELETE"
          words={form}
          className="screen-only content-start justify-items-start"
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

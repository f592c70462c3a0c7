import { useLocale, useTranslations } from "next-intl";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import type { SystemView } from "@/lib/systems/views";

type Plan = NonNullable<SystemView["plan"]>;
const card = "card rounded-lg border border-line bg-surface p-4";

/** What those who run the response need at three in the morning: whom to call, how it is stopped and brought back. */
export function SystemPlan({ plan, zone }: { plan: Plan; zone: string }) {
  const t = useTranslations("systems.catalogue.page");
  return (
    <section aria-labelledby="plan" className="grid gap-3">
      <h2 id="plan">{t("plan")}</h2>
      <div className="grid gap-3 md:grid-cols-3">
        <Contacts contacts={plan.contacts} />
        <Steps title={t("shutdown")} steps={plan.shutdownSteps} />
        <Steps title={t("restore")} steps={plan.restoreSteps} />
      </div>
      <Checked plan={plan} zone={zone} />
    </section>
  );
}

function Contacts({ contacts }: Pick<Plan, "contacts">) {
  const t = useTranslations("systems.catalogue.page");
  const call = (number: string) => `tel:${number.replace(/[^\d+]/g, "")}`;
  return (
    <div className={card}>
      <h3 className="mb-2">{t("contacts")}</h3>
      {contacts.length === 0 ? <p>{t("noContacts")}</p> : null}
      <ul className="grid gap-3">
        {contacts.map((contact, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two contacts may be equal, and none ever moves here.
          <li key={index} className="wrap-anywhere">
            <b>{visibleText(contact.name)}</b>
            {contact.duty ? <span className="text-ink-2">, {visibleText(contact.duty)}</span> : null}
            {(["day", "night"] as const).map((when) => {
              const number = contact[when];
              return number ? (
                <p key={when}>
                  <a href={call(number)} className="inline-flex min-h-9 items-center">
                    {t(when, { number: visibleText(number) })}
                  </a>
                </p>
              ) : null;
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Steps(props: { title: string; steps: string[] }) {
  const t = useTranslations("systems.catalogue.page");
  return (
    <div className={card}>
      <h3 className="mb-2">{props.title}</h3>
      {props.steps.length === 0 ? <p>{t("noSteps")}</p> : null}
      <ol className="grid list-decimal gap-1.5 pl-6">
        {props.steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two steps may be equal, and none ever moves here.
          <li key={index} className="wrap-anywhere">
            {visibleText(step)}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Checked({ plan, zone }: { plan: Plan; zone: string }) {
  const t = useTranslations("systems.catalogue");
  const language = useLocale();
  const moment = (at: Date | null) => (at ? dayAndTime(at, zone, language) : t("page.backupNever"));
  return (
    <dl className={`${card} grid gap-x-6 gap-y-2 wrap-anywhere md:grid-cols-3`}>
      <div>
        <dt className="text-sm text-ink-2">{t("page.probe")}</dt>
        <dd>{plan.probe ? <code>{visibleText(plan.probe)}</code> : t("page.noProbe")}</dd>
      </div>
      <div>
        <dt className="text-sm text-ink-2">{t("fact.backupGoodAt")}</dt>
        <dd>{moment(plan.backupGoodAt)}</dd>
      </div>
      <div>
        <dt className="text-sm text-ink-2">{t("fact.backupTestedAt")}</dt>
        <dd>{moment(plan.backupTestedAt)}</dd>
      </div>
    </dl>
  );
}

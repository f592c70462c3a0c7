import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { dayName, grouped } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { about } from "@/lib/systems/said";
import type { SystemView } from "@/lib/systems/views";

/** What the catalogue knows of a system; what nobody has written down is said to be so. */
export function SystemFacts({ system }: { system: SystemView }) {
  const t = useTranslations("systems.catalogue");
  return (
    <section aria-labelledby="facts" className="grid gap-3">
      <h2 id="facts">{t("page.facts")}</h2>
      <div className="grid gap-3 md:grid-cols-2 xl:grid-cols-4">
        <Responsible system={system} />
        <Weight system={system} />
        <Use system={system} />
        <Without system={system} />
      </div>
    </section>
  );
}

function Block(props: { title: string; children: ReactNode }) {
  return (
    <div className="card content-start rounded-lg border border-line bg-surface p-4">
      <h3 className="mb-2">{props.title}</h3>
      <dl className="grid gap-2">{props.children}</dl>
    </div>
  );
}

function Row(props: { name: string; children: ReactNode }) {
  return (
    <div className="wrap-anywhere">
      <dt className="text-sm text-ink-2">{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Responsible({ system }: { system: SystemView }) {
  const t = useTranslations("systems.catalogue");
  return (
    <Block title={t("page.who")}>
      {(["owner", "operator", "maintainer", "host"] as const).map((name) => (
        <Row key={name} name={t(`fact.${name}`)}>
          {visibleText(system[name]?.name ?? t("nobody"))}
        </Row>
      ))}
      {system.provenance ? <Row name={t("fact.provenance")}>{visibleText(system.provenance)}</Row> : null}
    </Block>
  );
}

function Weight({ system }: { system: SystemView }) {
  const t = useTranslations("systems.catalogue");
  const tier = useTranslations("systems.tier");
  const hours = (count: number | null) => (count === null ? t("page.unknown") : t("page.hours", { count }));
  return (
    <Block title={t("page.weight")}>
      <Row name={t("fact.tier")}>{tier(String(system.tier) as "0")}</Row>
      <Row name={t("fact.rtoHours")}>{hours(system.rtoHours)}</Row>
      <Row name={t("fact.mtpdHours")}>{hours(system.mtpdHours)}</Row>
      <Row name={t("fact.rpoHours")}>{hours(system.rpoHours)}</Row>
      <Row name={t("fact.mbco")}>{system.mbco ? visibleText(system.mbco) : t("page.unknown")}</Row>
    </Block>
  );
}

function Use({ system }: { system: SystemView }) {
  const t = useTranslations("systems.catalogue");
  return (
    <Block title={t("page.use")}>
      <Row name={t("fact.usesPerDay")}>
        <UsesADay system={system} />
      </Row>
      <Row name={t("fact.audiences")}>
        {system.audiences.map((one) => t(`audience.${one}`)).join(", ") || t("page.unknown")}
      </Row>
      <Row name={t("fact.exposure")}>{t(`exposure.${system.exposure}`)}</Row>
    </Block>
  );
}

/** Two digits at first, the exact figure with its source and day one press away (ux.md §4.14). */
function UsesADay({ system }: { system: SystemView }) {
  const t = useTranslations("systems.catalogue.page");
  const language = useLocale();
  const { usesPerDay, usesSource, usesOn } = system;
  if (usesPerDay === null) return t("unknown");
  const source = [usesSource && visibleText(usesSource), usesOn && dayName(usesOn, "UTC", language)]
    .filter(Boolean)
    .join(", ");
  const count = grouped(usesPerDay, language);
  return (
    <>
      {t("uses", { count: about(usesPerDay, language) })}
      <details>
        <summary className="inline-flex min-h-9 items-center text-sm underline underline-offset-4">
          {t("source")}
        </summary>
        <p className="text-sm text-ink-2">
          {source ? t("usesExact", { count, source }) : t("usesNoSource", { count })}
        </p>
      </details>
    </>
  );
}

function Without({ system }: { system: SystemView }) {
  const t = useTranslations("systems.catalogue");
  const both = [...new Set([system.fallback, system.localFallback])].filter((one) => one !== null);
  const names = [...new Set([system.publicName, system.localPublicName])].filter((one) => one !== null);
  return (
    <Block title={t("page.without")}>
      <Row name={t("page.instead")}>
        {both.length > 0 ? both.map((one) => <p key={one}>{visibleText(one)}</p>) : t("page.noFallbackFact")}
      </Row>
      <Row name={t("fact.deadlines")}>
        {system.deadlines.length > 0 ? (
          <ul>
            {system.deadlines.map(({ what, when }) => (
              <li key={`${what} ${when}`}>
                {visibleText(what)}: <b>{visibleText(when)}</b>
              </li>
            ))}
          </ul>
        ) : (
          t("page.noDeadlines")
        )}
      </Row>
      {names.length > 0 ? (
        <Row name={t("page.publicWords")}>
          {names.map((one) => (
            <p key={one}>{visibleText(one)}</p>
          ))}
        </Row>
      ) : null}
    </Block>
  );
}

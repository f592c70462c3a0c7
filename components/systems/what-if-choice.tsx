import Link from "next/link";
import { useLocale, useMessages, useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { Tabs } from "@/components/ui/tabs";
import { paths } from "@/lib/entry/paths";
import { visibleText } from "@/lib/kernel/visible-text";
import { type OffOfPage, windows } from "@/lib/systems/off-of-page";
import type { NamedSystem } from "@/lib/systems/views";
import { useName } from "./names";
import { WhatIfChooser } from "./what-if-chooser";

interface Props {
  incidentRef: string;
  /** Changes whenever the page was read anew. */
  version: string;
  asked: OffOfPage;
  chosen: NamedSystem[];
}

/** The question: which systems would be shut down, and for how long. Each choice is an address that can be sent to somebody. */
export function WhatIfChoice({ incidentRef, version, asked, chosen }: Props) {
  const t = useTranslations("systems.map.choose");
  const { choose } = useMessages().systems.map;
  const { off, hours } = asked;
  const to = (codes: string[], span = hours) => paths.systemsMap(incidentRef, { off: codes, hours: span });
  return (
    <section
      aria-labelledby="what-if"
      className="screen-only grid grid-cols-[minmax(0,1fr)] gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <h2 id="what-if">{t("title")}</h2>
      <NotFound asked={asked} to={to} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-8 gap-y-3 lg:grid-cols-[minmax(0,28rem)_minmax(0,1fr)]">
        <WhatIfChooser
          incidentRef={incidentRef}
          version={version}
          off={off}
          hours={hours}
          language={useLocale()}
          words={{
            label: choose.label,
            add: choose.add,
            more: choose.more,
            found: choose.found,
            notLoaded: choose.notLoaded,
          }}
        />
        {chosen.length > 0 ? (
          <Chosen chosen={chosen} to={(codes) => to(codes)} none={paths.systemsMap(incidentRef)} />
        ) : null}
      </div>
      {chosen.length > 0 ? (
        <div className="flex flex-wrap items-center gap-x-4 text-sm">
          <p className="font-semibold text-ink-2">{t("hours")}</p>
          <Tabs
            label={t("hours")}
            tabs={windows.map((span) => ({
              href: to(off, span),
              label: t("span", { hours: span }),
              current: span === hours,
            }))}
          />
        </div>
      ) : null}
    </section>
  );
}

function Chosen({ chosen, to, none }: { chosen: NamedSystem[]; to: (codes: string[]) => string; none: string }) {
  const t = useTranslations("systems.map.choose");
  const name = useName();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      <p className="text-sm font-semibold">{t("chosen")}</p>
      <ul className="flex flex-wrap gap-2">
        {chosen.map((system) => (
          <li
            key={system.code}
            className="flex min-w-0 max-w-full items-center rounded-md border border-line-strong bg-sunken pl-3"
          >
            <span className="truncate">
              <span className="font-semibold">{name(system)}</span> <code className="text-sm">{system.code}</code>
            </span>
            <Link
              href={to(chosen.map(({ code }) => code).filter((code) => code !== system.code))}
              prefetch={false}
              scroll={false}
              aria-label={t("remove", { name: name(system) })}
              className="inline-flex size-11 items-center justify-center text-ink no-underline hover:underline sm:size-10"
            >
              <span aria-hidden="true">✕</span>
            </Link>
          </li>
        ))}
        {chosen.length > 1 ? (
          <li>
            <Link href={none} prefetch={false} scroll={false} className={buttonClass("quiet")}>
              {t("clear")}
            </Link>
          </li>
        ) : null}
      </ul>
    </div>
  );
}

/** What the address or the field asked for and nobody has; with what it may have meant. */
function NotFound({ asked: { unknown, asked, off }, to }: { asked: OffOfPage; to: (codes: string[]) => string }) {
  const t = useTranslations("systems.map.choose");
  const name = useName();
  if (unknown.length === 0 && !asked) return null;
  return (
    <div role="alert" className="grid grid-cols-[minmax(0,1fr)] gap-1 rounded-lg border-2 border-error p-3">
      {unknown.length > 0 ? <p>{t("unknown", { codes: visibleText(unknown.slice(0, 5).join(", ")) })}</p> : null}
      {asked ? <p>{t(asked.may.length > 0 ? "several" : "none", { q: visibleText(asked.q) })}</p> : null}
      {asked && asked.may.length > 0 ? (
        <ul className="flex flex-wrap gap-x-4">
          {asked.may.map((system) => (
            <li key={system.code}>
              <Link
                href={to([...off, system.code])}
                prefetch={false}
                className="inline-flex min-h-11 items-center sm:min-h-9"
              >
                {name(system)}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

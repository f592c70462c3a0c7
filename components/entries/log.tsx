import Link from "next/link";
import { useMessages, useTranslations } from "next-intl";
import { LiveRefresh } from "@/components/shell/live-refresh";
import { buttonClass } from "@/components/ui/button";
import { Tabs } from "@/components/ui/tabs";
import type { TimelinePage } from "@/lib/entries/queries";
import type { Reading } from "@/lib/entries/reading-queries";
import { api, paths } from "@/lib/entry/paths";
import type { IncidentHeader } from "@/lib/incidents/views";
import { SinceYouLeft } from "./since-you-left";
import { Timeline } from "./timeline";
import { Unsent } from "./unsent";

const shows = ["all", "key", "mine"] as const;
export type Show = (typeof shows)[number];

/** What an address asks to see; anything else is everything. */
export const showOf = (asked: unknown): Show => shows.find((show) => show === asked) ?? "all";

const COUNTED_MAX = 10_000;

/** The timeline with its tabs, what is on its way into it, and the way to older pages. */
export function Log(props: {
  incident: IncidentHeader;
  page: TimelinePage | null;
  reading: Reading | null;
  show: Show;
  before: string | undefined;
}) {
  const { incident, page, reading, show, before } = props;
  const t = useTranslations("entries");
  const { shell, entries } = useMessages();
  const version = `${page?.asOf.toISOString()}`;
  return (
    <section aria-labelledby="log" className="rounded-lg border border-line bg-surface">
      <div className="flex flex-wrap items-center justify-between gap-x-4 border-b border-line px-3 py-1">
        <h2 id="log" className="py-1 text-base">
          {t("timeline")}
          <span className="ml-3 text-sm font-normal text-ink-2">
            {incident.entryCount > COUNTED_MAX ? t("overTenThousand") : t("count", { count: incident.entryCount })}
          </span>
        </h2>
        <Tabs
          label={t("tabs.label")}
          tabs={shows.map((tab) => ({
            href: paths.incident(incident.ref, { tab }),
            label: t(`tabs.${tab}`),
            current: tab === show,
          }))}
        />
      </div>
      <p className="screen-only border-b border-line px-3 text-sm">
        <Link
          href={paths.timeline(incident.ref)}
          prefetch={false}
          className="inline-flex min-h-11 items-center sm:min-h-8"
        >
          {useTranslations("timeline")("all")}
        </Link>
      </p>
      {page && reading ? (
        <SinceYouLeft incident={incident} reading={reading} now={page.asOf} whole={show === "all" && !before} />
      ) : null}
      {page && !before ? (
        <LiveRefresh
          key={show}
          stream={api.stream(incident.ref, page.asOf.toISOString())}
          version={version}
          words={shell.live}
        />
      ) : null}
      <Unsent incident={incident.ref} zone={incident.zone} version={version} words={entries.unsent} />
      {page ? <Rows {...props} page={page} /> : <p className="px-3 py-4 font-semibold">{t("failed")}</p>}
    </section>
  );
}

function Rows({
  incident,
  page,
  reading,
  show,
  before,
}: {
  incident: IncidentHeader;
  page: TimelinePage;
  reading: Reading | null;
  show: Show;
  before: string | undefined;
}) {
  const t = useTranslations("entries");
  const empty = show === "all" && !incident.abilities.log.ok ? "readOnly" : show;
  return (
    <>
      {page.rows.length > 0 ? (
        <Timeline
          rows={page.rows}
          incident={incident}
          view={{ readUntil: reading?.since?.entries ? reading.since.readUntil : undefined }}
        />
      ) : (
        <p className="px-3 py-4">{t(`empty.${empty}`)}</p>
      )}
      <div className="screen-only flex flex-wrap items-center gap-3 px-3 py-3 text-sm text-ink-2">
        {before ? (
          <Link href={paths.incident(incident.ref, { tab: show })} prefetch={false} className={buttonClass("plain")}>
            {t("newest")}
          </Link>
        ) : null}
        {page.next ? (
          <Link
            href={paths.incident(incident.ref, { tab: show, before: page.next })}
            prefetch={false}
            className={buttonClass("plain")}
          >
            {t("older")}
          </Link>
        ) : page.rows.length > 0 ? (
          <p>{t("end")}</p>
        ) : null}
      </div>
    </>
  );
}

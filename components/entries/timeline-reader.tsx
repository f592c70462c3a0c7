import Link from "next/link";
import { useMessages, useTranslations } from "next-intl";
import { LiveRefresh } from "@/components/shell/live-refresh";
import { filtersOf, type TimelineAsk, type Wrong, writeAsk } from "@/lib/entries/filter";
import type { TimelinePage } from "@/lib/entries/queries";
import type { Choices, Reading } from "@/lib/entries/reading-queries";
import { readTerms } from "@/lib/entries/search-terms";
import type { TimelineRow } from "@/lib/entries/views";
import { api, paths } from "@/lib/entry/paths";
import type { Density } from "@/lib/kernel/preferences";
import { visibleText } from "@/lib/kernel/visible-text";
import type { Tlp } from "@/lib/record/tlp";
import { FilterChips, unfiltered } from "./filter-chips";
import { FilterPanel, SearchBar } from "./filter-form";
import { KeyStrip } from "./key-strip";
import { KnownBand } from "./known-band";
import { JumpForm, KnownForm } from "./known-form";
import { SinceYouLeft } from "./since-you-left";
import { Timeline } from "./timeline";
import { TimelinePages } from "./timeline-pages";
import { ViewBar } from "./view-bar";
import { WrongAsk } from "./wrong-ask";

interface Props {
  incident: { ref: string; zone: string; tlp: Tlp };
  ask: TimelineAsk;
  wrong: Wrong[];
  page: TimelinePage | null;
  choices: Choices | null;
  span: { from: Date; to: Date } | null;
  reading: Reading | null;
  later: number | null;
  keyEvents: TimelineRow[];
  density: Density;
}

/** The log with everything that narrows and orders it. */
export function TimelineReader(props: Props) {
  const { incident, ask, page, span, reading } = props;
  const t = useTranslations("timeline");
  const filtered = filtersOf(ask).length > 0;
  const top = !ask.known && !ask.at && !ask.before && !ask.after && ask.first !== "oldest";
  return (
    <section aria-label={t("title")} className="rounded-lg border border-line bg-surface">
      {ask.known ? <KnownBand incident={incident} ask={ask} known={ask.known} later={props.later} /> : null}
      {reading && page ? (
        <SinceYouLeft incident={incident} reading={reading} now={page.asOf} whole={top && !filtered} />
      ) : null}
      <WrongAsk wrong={props.wrong} />
      <div className="screen-only flex flex-wrap items-start gap-2 border-b border-line px-3 py-3">
        <SearchBar incident={incident} ask={ask} />
        <FilterPanel incident={incident} ask={ask} choices={props.choices} />
        {span ? <KnownForm incident={incident} ask={ask} span={span} /> : null}
        {span ? <JumpForm incident={incident} ask={ask} span={span} /> : null}
      </div>
      <FilterChips incident={incident} ask={ask} choices={props.choices} />
      <ViewBar incident={incident} ask={ask} density={props.density} />
      <KeyStrip rows={props.keyEvents} incident={incident} />
      {page && top ? <Live incident={incident} ask={ask} page={page} quiet={filtered} /> : null}
      <Lines {...props} filtered={filtered} />
    </section>
  );
}

function Live(props: { incident: { ref: string }; ask: TimelineAsk; page: TimelinePage; quiet: boolean }) {
  const { shell } = useMessages();
  const asOf = props.page.asOf.toISOString();
  return (
    <LiveRefresh
      key={JSON.stringify(writeAsk(props.ask))}
      stream={api.stream(props.incident.ref, asOf)}
      version={asOf}
      quiet={props.quiet}
      words={shell.live}
    />
  );
}

function Lines({ incident, ask, page, reading, density, filtered }: Props & { filtered: boolean }) {
  const t = useTranslations("timeline");
  const entries = useTranslations("entries");
  if (!page) return <p className="px-3 py-4 font-semibold">{entries("failed")}</p>;
  const view = {
    terms: ask.q ? readTerms(ask.q) : [],
    order: ask.order ?? ("happened" as const),
    oldestFirst: ask.first === "oldest",
    readUntil: reading?.since?.entries ? reading.since.readUntil : undefined,
  };
  if (page.rows.length > 0)
    return (
      <>
        <h2 className="sr-only">{t("lines")}</h2>
        <div className="lines" data-density={density}>
          <Timeline rows={page.rows} incident={incident} view={view} />
        </div>
        <TimelinePages incident={incident} ask={ask} page={page} />
      </>
    );
  const named = ask.around ?? ask.related;
  const nothing =
    named !== undefined && filtersOf(ask).length === 1
      ? t("noEntry", { number: named })
      : ask.q
        ? t("search.nothing", { q: visibleText(ask.q) })
        : t("empty");
  return (
    <div className="grid gap-2 px-3 py-6">
      <p className="text-md">{nothing}</p>
      {filtered ? (
        <p>
          <Link href={paths.timeline(incident.ref, writeAsk(unfiltered(ask)))} prefetch={false}>
            {t("filter.clear")}
          </Link>
        </p>
      ) : null}
    </div>
  );
}

import { useLocale, useTranslations } from "next-intl";
import type { Term } from "@/lib/entries/search-terms";
import type { TimelineRow } from "@/lib/entries/views";
import type { Tlp } from "@/lib/record/tlp";
import { ActRun } from "./act-run";
import { EntryLine } from "./entry-line";
import { inDays } from "./in-days";

/** How a list of lines is looked at, when it is not the plain log. */
export interface LineView {
  /** What was looked for, to be marked. */
  terms?: Term[];
  order?: "happened" | "recorded";
  oldestFirst?: boolean;
  /** Lines recorded later are new to this reader. */
  readUntil?: Date | undefined;
  /** Without the acts that change something: what was known then cannot be worked on. */
  still?: boolean;
}

/** The log, newest first: a list for each day under a heading that stays in view. */
export function Timeline(props: {
  rows: TimelineRow[];
  incident: { ref: string; zone: string; tlp: Tlp };
  view?: LineView;
  /** The id of the heading of this list, where a page has several: it tells their days apart. */
  idPrefix?: string;
}) {
  const t = useTranslations("entries");
  const language = useLocale();
  const { view = {}, idPrefix = "day" } = props;
  const days = inDays(props.rows, props.incident.zone, language, t("timeUnknownHeading"), view.order);
  return days.map((day) => (
    <section
      key={day.id}
      aria-labelledby={props.idPrefix ? `${idPrefix} ${idPrefix}-${day.id}` : `${idPrefix}-${day.id}`}
    >
      <h3
        id={`${idPrefix}-${day.id}`}
        className="sticky top-13 z-[5] border-b border-line bg-sunken px-3 py-1 text-sm lg:top-[calc(3.5rem+var(--composer,0px))]"
      >
        {day.heading}
      </h3>
      <ol reversed={!view.oldestFirst}>
        {day.items.map((item) =>
          item.kind === "acts" ? (
            <ActRun key={item.acts[0]?.id} acts={item.acts} zone={props.incident.zone} terms={view.terms} />
          ) : (
            <EntryLine key={item.entry.id} entry={item.entry} incident={props.incident} day={day.key} view={view} />
          ),
        )}
      </ol>
    </section>
  ));
}

import { useLocale, useTranslations } from "next-intl";
import type { TimelineRow } from "@/lib/entries/views";
import type { Tlp } from "@/lib/record/tlp";
import { ActRun } from "./act-run";
import { EntryLine } from "./entry-line";
import { inDays } from "./in-days";

/** The log, newest first: a list for each day under a heading that stays in view. */
export function Timeline(props: { rows: TimelineRow[]; incident: { ref: string; zone: string; tlp: Tlp } }) {
  const t = useTranslations("entries");
  const language = useLocale();
  return inDays(props.rows, props.incident.zone, language, t("timeUnknownHeading")).map((day) => (
    <section key={day.key} aria-labelledby={`day-${day.key}`}>
      <h3
        id={`day-${day.key}`}
        className="sticky top-13 z-[5] border-b border-line bg-sunken px-3 py-1 text-sm lg:top-[calc(3.5rem+var(--composer,0px))]"
      >
        {day.heading}
      </h3>
      <ol reversed>
        {day.items.map((item) =>
          item.kind === "acts" ? (
            <ActRun key={item.acts[0]?.id} acts={item.acts} zone={props.incident.zone} />
          ) : (
            <EntryLine key={item.entry.id} entry={item.entry} incident={props.incident} day={day.key} />
          ),
        )}
      </ol>
    </section>
  ));
}

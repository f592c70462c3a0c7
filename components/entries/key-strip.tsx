import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { TimelineRow } from "@/lib/entries/views";
import { paths } from "@/lib/entry/paths";
import { clockTime, dayName } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";

const SHORT = 110;

/** The newest key events in one look: enough for somebody who has a minute. */
export function KeyStrip(props: { rows: TimelineRow[]; incident: { ref: string; zone: string } }) {
  const { incident } = props;
  const t = useTranslations("timeline.strip");
  const language = useLocale();
  if (props.rows.length === 0) return null;
  return (
    <section aria-labelledby="key-events" className="border-b border-line px-3 py-2 text-sm">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="key-events" className="text-base">
          {t("title")}
        </h2>
        <Link href={paths.timeline(incident.ref, { key: "1" })} prefetch={false} className="screen-only">
          {t("all")}
        </Link>
      </div>
      <ul className="grid gap-x-6 lg:grid-cols-2">
        {props.rows.map((row) => (
          <li
            key={row.id}
            className="grid border-l-4 border-l-ink py-1 pl-2 max-sm:nth-[n+4]:hidden sm:grid-cols-[11.5rem_minmax(0,1fr)] sm:gap-3"
          >
            <time dateTime={row.occurredAt.toISOString()} className="text-ink-2 sm:whitespace-nowrap">
              {clockTime(row.occurredAt, incident.zone)}, {dayName(row.occurredAt, incident.zone, language)}
            </time>
            {row.row === "entry" ? (
              <Link href={paths.entry(incident.ref, row.number)} prefetch={false} className="text-ink wrap-anywhere">
                {short(row.title ?? row.text)}
              </Link>
            ) : (
              <span className="wrap-anywhere">{short(row.sentence)}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const short = (text: string) => visibleText(text.length > SHORT ? `${text.slice(0, SHORT).trimEnd()}…` : text);

import { useLocale } from "next-intl";
import type { EntryRow } from "@/lib/entries/views";
import { happenedLabel, loggedLabel } from "@/lib/kernel/happened";
import { clockTime, zoneName } from "@/lib/kernel/time";

type Times = Pick<EntryRow, "occurredAt" | "occurredUntil" | "precision" | "recordedAt">;
interface Props {
  entry: Times;
  zone: string;
  day: string;
}

/**
 * When it happened, in large; when it was logged, in small, only when that was later (ux.md §4.5). Said on both clocks: which one is
 * shown first is a matter of the page (`data-clock`), so that U swaps them without a reading.
 */
export function EntryTime({ entry, zone, day }: Props) {
  const language = useLocale();
  const clocked = entry.precision === "exact" || entry.precision === "about" || entry.precision === "between";
  if (!clocked) return <OneClock entry={entry} zone={zone} day={day} />;
  return (
    <>
      <div className="local-first">
        <OneClock entry={entry} zone={zone} day={day} />
      </div>
      <div className="utc-first">
        <OneClock entry={entry} zone="UTC" day={day} mark="UTC" />
        <span className="block text-xs text-ink-2">
          {clockTime(entry.occurredAt, zone)} {zoneName(zone, language)}
        </span>
      </div>
    </>
  );
}

function OneClock({ entry, zone, day, mark }: Props & { mark?: string }) {
  const language = useLocale();
  const moment = { at: entry.occurredAt, until: entry.occurredUntil, precision: entry.precision };
  const label = happenedLabel(moment, zone, language, day);
  const logged = loggedLabel(moment, entry.recordedAt, zone, language, day);
  return (
    <div className="text-xs text-ink-2">
      <time dateTime={entry.occurredAt.toISOString()} title={entry.occurredAt.toISOString()} className="block">
        {label.before ? <span className="block">{label.before} </span> : null}
        {label.large ? (
          <span className="block text-[1.0625rem] font-bold leading-tight text-ink sm:text-[1rem]">
            {label.large} {mark ? <small className="text-xs font-normal">{mark}</small> : null}
          </span>
        ) : null}
        {label.after ? <span className="block">{label.after}</span> : null}
      </time>
      {logged ? (
        <time dateTime={entry.recordedAt.toISOString()} className="block">
          {logged}
        </time>
      ) : null}
    </div>
  );
}

import { useLocale } from "next-intl";
import type { EntryRow } from "@/lib/entries/views";
import { happenedLabel, loggedLabel } from "@/lib/kernel/happened";

type Times = Pick<EntryRow, "occurredAt" | "occurredUntil" | "precision" | "recordedAt">;

/** When it happened, in large; when it was logged, in small, only when that was later (ux.md §4.5). */
export function EntryTime(props: { entry: Times; zone: string; day: string }) {
  const language = useLocale();
  const { entry, zone, day } = props;
  const moment = { at: entry.occurredAt, until: entry.occurredUntil, precision: entry.precision };
  const label = happenedLabel(moment, zone, language, day);
  const logged = loggedLabel(moment, entry.recordedAt, zone, language, day);
  return (
    <div className="text-xs text-ink-2">
      <time dateTime={entry.occurredAt.toISOString()} title={entry.occurredAt.toISOString()} className="block">
        {label.before ? <span className="block">{label.before} </span> : null}
        {label.large ? (
          <span className="block text-[1.0625rem] font-bold leading-tight text-ink sm:text-[1rem]">{label.large}</span>
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

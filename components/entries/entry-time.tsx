import { useLocale, useTranslations } from "next-intl";
import type { EntryRow } from "@/lib/entries/views";
import { happenedLabel, happenedSentence, loggedLabel } from "@/lib/kernel/happened";
import { clockTime } from "@/lib/kernel/time";

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

/** The other way round, for the order in which things became known: when it was logged in large, when it happened in small. */
export function LoggedTime(props: { entry: Times; zone: string; day: string }) {
  const language = useLocale();
  const t = useTranslations("timeline");
  const { entry, zone } = props;
  const moment = { at: entry.occurredAt, until: entry.occurredUntil, precision: entry.precision };
  return (
    <div className="text-xs text-ink-2">
      <time
        dateTime={entry.recordedAt.toISOString()}
        title={entry.recordedAt.toISOString()}
        className="block text-[1.0625rem] font-bold leading-tight text-ink sm:text-[1rem]"
      >
        {clockTime(entry.recordedAt, zone)}
      </time>
      {loggedLabel(moment, entry.recordedAt, zone, language, props.day) ? (
        <time dateTime={entry.occurredAt.toISOString()} className="block">
          {t("happenedAt", { time: happenedSentence(moment, zone, language) })}
        </time>
      ) : null}
    </div>
  );
}

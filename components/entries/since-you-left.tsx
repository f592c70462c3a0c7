import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { writeAsk } from "@/lib/entries/filter";
import type { Reading } from "@/lib/entries/reading-queries";
import { api, paths } from "@/lib/entry/paths";
import { clockTime, dayAndTime, dayKey } from "@/lib/kernel/time";
import { ReadingMark } from "./reading-mark";

const COUNTED_MAX = 1_000;

/** What came while the reader was away, with the way to exactly that; and the mark that remembers how far they have read. */
export function SinceYouLeft(props: {
  incident: { ref: string; zone: string };
  reading: Reading;
  now: Date;
  /** The page shows the whole log from its top. */
  whole: boolean;
}) {
  const { incident, now, whole } = props;
  const { newest, since } = props.reading;
  const t = useTranslations("timeline.since");
  const language = useLocale();
  if (!newest) return null;
  const mark = { action: api.reading(incident.ref), newest: newest.toISOString(), unread: since?.entries ?? 0, whole };
  if (!since || since.entries === 0) return <ReadingMark {...mark} />;
  const today = dayKey(since.leftAt, incident.zone) === dayKey(now, incident.zone);
  const time = today ? clockTime(since.leftAt, incident.zone) : dayAndTime(since.leftAt, incident.zone, language);
  const recordedFrom = new Date(since.readUntil.getTime() + 1).toISOString();
  return (
    <section
      aria-label={t("label")}
      className="screen-only flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-new px-3 py-2"
    >
      <p className="font-semibold">
        {since.entries >= COUNTED_MAX
          ? t("many", { time })
          : t("line", { time, entries: since.entries, keys: since.keyEvents })}
      </p>
      <Link
        href={paths.timeline(incident.ref, writeAsk({ written: true, recordedFrom }))}
        prefetch={false}
        className="inline-flex min-h-11 items-center sm:min-h-8"
      >
        {t("show")}
      </Link>
      <ReadingMark {...mark} word={t("read")} className="min-h-11 underline underline-offset-4 sm:min-h-8" />
    </section>
  );
}

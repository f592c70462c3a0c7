import Link from "next/link";
import { useTranslations } from "next-intl";
import { type EntryDetail, newestOf } from "@/lib/entries/views";
import { paths } from "@/lib/entry/paths";
import { visibleText } from "@/lib/kernel/visible-text";

/** On the page of an older version: the newest comes first, because it is what counts. */
export function NewestVersion(props: { entry: EntryDetail; incidentRef: string }) {
  const t = useTranslations("corrections.chain");
  const newest = newestOf(props.entry.chain);
  if (!newest || newest.id === props.entry.id || newest.withdrawnAfterSeconds !== null) return null;
  return (
    <section
      aria-label={t("newest")}
      className="grid justify-items-start gap-2 rounded-lg border-2 border-ink bg-surface p-4"
    >
      <p className="font-semibold">{t("corrected", { number: newest.number })}</p>
      <p className="text-md whitespace-pre-wrap wrap-anywhere">{visibleText(newest.text)}</p>
      <Link href={paths.entry(props.incidentRef, newest.number)} prefetch={false} className="inline-block min-h-6">
        {t("read", { number: newest.number })}
      </Link>
    </section>
  );
}

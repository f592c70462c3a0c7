import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { EntryDetail } from "@/lib/entries/views";
import { paths } from "@/lib/entry/paths";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";

/** All versions of an entry, the first first; the newest counts, and each stays readable. */
export function EntryChain(props: { entry: EntryDetail; incident: { ref: string; zone: string } }) {
  const { entry, incident } = props;
  const t = useTranslations("entries");
  const language = useLocale();
  if (entry.chain.length < 2) return null;
  return (
    <section>
      <h2>{t("entry.chain")}</h2>
      <p className="text-sm text-ink-2">{t("entry.chainSentence")}</p>
      <ol className="mt-2 rounded-lg border border-line bg-surface">
        {entry.chain.map((version) => (
          <li key={version.id} className="grid gap-1 border-b border-line px-4 py-2.5 last:border-b-0">
            <p className="text-sm text-ink-2">
              {version.id === entry.id ? (
                <strong className="text-ink" aria-current="true">
                  #{version.number}, {t("entry.thisOne")}
                </strong>
              ) : (
                <Link href={paths.entry(incident.ref, version.number)} prefetch={false}>
                  #{version.number}
                </Link>
              )}{" "}
              · {dayAndTime(version.recordedAt, incident.zone, language)} · {visibleText(version.by.name)}
              {version.corrects ? ` · ${t(`reason.${version.corrects.reasonKind}`)}` : ""}
              {version.corrects?.reason ? `: ${visibleText(version.corrects.reason)}` : ""}
            </p>
            <p className="whitespace-pre-wrap wrap-anywhere">{visibleText(version.text)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { api, paths } from "@/lib/entry/paths";
import type { ImportDetail } from "@/lib/imports/views";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";

/** Everything that is on record about one import. */
export function ImportFacts({ batch, incident }: { batch: ImportDetail; incident: { ref: string; zone: string } }) {
  const t = useTranslations("imports.batch");
  const audience = useTranslations("entries.audience");
  const language = useLocale();
  const { numbers, undoneAt } = batch;
  const facts: [string, ReactNode][] = [
    [
      t("numbers"),
      numbers && (
        <Link key="n" href={paths.entry(incident.ref, numbers.first)} prefetch={false}>
          {t("numbersSaid", numbers)}
        </Link>
      ),
    ],
    [
      t("sha"),
      <code key="s" className="break-all">
        {batch.sha256}
      </code>,
    ],
    [t("sheet"), batch.sheet],
    [
      t("photo"),
      batch.photoId && batch.photoName && (
        <a key="p" href={api.file(incident.ref, batch.photoId)} download={batch.photoName}>
          {visibleText(batch.photoName)}
        </a>
      ),
    ],
    [t("audience"), audience(batch.audience)],
    [t("corrected"), batch.corrected],
    [t("withdrawn"), batch.withdrawn],
  ];
  return (
    <>
      {undoneAt ? (
        <p className="rounded-lg border-2 border-ink bg-surface px-4 py-3 font-semibold wrap-anywhere">
          {t("undone", {
            name: visibleText(batch.undoneBy ?? ""),
            time: dayAndTime(undoneAt, incident.zone, language),
            reason: visibleText(batch.undoneReason ?? ""),
          })}
        </p>
      ) : null}
      <dl className="rounded-lg border border-line bg-surface">
        {facts
          .filter(([, said]) => said)
          .map(([name, said]) => (
            <div
              key={name}
              className="grid gap-x-4 border-b border-line px-4 py-2 last:border-b-0 sm:grid-cols-[11rem_minmax(0,1fr)]"
            >
              <dt className="text-ink-2">{name}</dt>
              <dd className="wrap-anywhere">{said}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}

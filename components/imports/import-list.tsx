import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { paths } from "@/lib/entry/paths";
import type { ImportRow } from "@/lib/imports/views";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";

/** Imports of an incident, newest first. */
export function ImportList(props: { rows: ImportRow[]; incident: { ref: string; zone: string } }) {
  const t = useTranslations("imports.list");
  const language = useLocale();
  return (
    <section aria-labelledby="imports" className="rounded-lg border border-line bg-surface">
      <h2 id="imports" className="border-b border-line px-4 py-2.5 text-base">
        {t("title")}
      </h2>
      {props.rows.length === 0 ? <p className="px-4 py-3">{t("none")}</p> : null}
      <ul>
        {props.rows.map((row) => (
          <li key={row.id} className="grid gap-0.5 border-b border-line px-4 py-2.5 last:border-b-0">
            <p className="flex flex-wrap items-center gap-x-3">
              <Link
                href={paths.importBatch(props.incident.ref, row.id)}
                prefetch={false}
                className="inline-block min-h-6 font-semibold wrap-anywhere"
              >
                {visibleText(row.file)}
              </Link>
              <span>{t("entries", { count: row.rows })}</span>
              {row.sheet ? <Chip>{t("sheet", { sheet: row.sheet })}</Chip> : null}
              {row.undoneAt ? <Chip>{t("undone")}</Chip> : null}
            </p>
            <p className="text-sm text-ink-2">
              {t("by", {
                name: visibleText(row.addedBy),
                time: dayAndTime(row.addedAt, props.incident.zone, language),
              })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

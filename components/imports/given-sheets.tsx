import { useLocale, useTranslations } from "next-intl";
import type { SheetRow } from "@/lib/imports/views";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";

/** Which numbers are out, so that a missing sheet is missed. */
export function GivenSheets({ rows, zone }: { rows: SheetRow[]; zone: string }) {
  const t = useTranslations("imports.sheets");
  const language = useLocale();
  return (
    <section aria-labelledby="given" className="screen-only rounded-lg border border-line bg-surface">
      <h2 id="given" className="border-b border-line px-4 py-2.5 text-base">
        {t("given")}
      </h2>
      {rows.length === 0 ? <p className="px-4 py-3">{t("none")}</p> : null}
      <ul>
        {rows.map((row) => (
          <li key={row.first} className="border-b border-line px-4 py-2.5 last:border-b-0">
            <strong>{t("range", { first: row.first, last: row.last })}</strong>{" "}
            <span className="text-sm text-ink-2">
              {t("by", { name: visibleText(row.issuedBy), time: dayAndTime(row.issuedAt, zone, language) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { useLocale, useTranslations } from "next-intl";
import { TlpChip } from "@/components/incidents/tlp-chip";
import { Table } from "@/components/ui/table";
import type { ExportRow } from "@/lib/exports/views";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";

/** Who took what out, for whom, and the hash by which the file is known again. */
export function ExportHistory(props: { exports: ExportRow[]; zone: string }) {
  const t = useTranslations("exports");
  const language = useLocale();
  return (
    <section aria-labelledby="history" className="grid gap-2">
      <h2 id="history">{t("history.title")}</h2>
      {props.exports.length === 0 ? (
        <p>{t("history.empty")}</p>
      ) : (
        <Table
          caption={t("history.title")}
          head={[t("history.at"), t("history.by"), t("history.recipient"), t("history.what"), t("history.hash")]}
        >
          {props.exports.map((one) => (
            <tr key={one.id} className="align-top">
              <td className="whitespace-nowrap">
                <time dateTime={one.at.toISOString()}>{dayAndTime(one.at, props.zone, language)}</time>
              </td>
              <td>{visibleText(one.by)}</td>
              <td>
                {one.oneself
                  ? t("choose.oneself")
                  : t("preview.upTo", { name: visibleText(one.recipient), tlp: one.ceiling })}
              </td>
              <td>
                {t("history.lines", { format: one.format.toUpperCase(), count: one.lines })} <TlpChip tlp={one.tlp} />
              </td>
              <td className="min-w-56 font-mono text-xs break-all">{one.sha256}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}

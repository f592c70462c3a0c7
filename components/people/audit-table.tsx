import { useLocale, useTranslations } from "next-intl";
import { Table } from "@/components/ui/table";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import type { AuditRow } from "@/lib/people/views";

/** The platform's audit trail: who did what to people and access, and who came in. */
export function AuditTable(props: { rows: AuditRow[]; zone: string }) {
  const t = useTranslations("people.audit");
  const language = useLocale();
  return (
    <Table caption={t("caption")} head={[t("when"), t("who"), t("what")]}>
      {props.rows.map((row) => (
        <tr key={row.id}>
          <td className="whitespace-nowrap">
            <time dateTime={row.recordedAt.toISOString()}>{dayAndTime(row.recordedAt, props.zone, language)}</time>
          </td>
          <td>{row.by ? visibleText(row.by) : t("nobody")}</td>
          <td>{visibleText(row.sentence)}</td>
        </tr>
      ))}
    </Table>
  );
}

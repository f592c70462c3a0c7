import { useLocale, useTranslations } from "next-intl";
import type { ExportLine } from "@/lib/exports/views";
import { happenedSentence } from "@/lib/kernel/happened";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import type { Tlp } from "@/lib/record/tlp";

/** The lines of the log as a table whose head stands on every sheet: number, both clocks, words, and who. */
export function PrintLog(props: { lines: ExportLine[]; incident: { zone: string; tlp: Tlp }; caption: string }) {
  const t = useTranslations("exports.print");
  return (
    <table className="print-table">
      <caption className="sr-only">{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t("number")}</th>
          <th scope="col" className="times">
            {t("times")}
          </th>
          <th scope="col">{t("what")}</th>
          <th scope="col" className="who">
            {t("who")}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.lines.map((line) => (
          <tr key={line.id}>
            <td className="whitespace-nowrap font-mono">{line.number ? `#${line.number}` : "·"}</td>
            <td>
              <PrintTimes line={line} zone={props.incident.zone} />
            </td>
            <td>
              <PrintWords line={line} usual={props.incident.tlp} />
            </td>
            <td>
              {visibleText(line.by.name ?? "")}
              <span className="block text-ink-2">{visibleText(line.by.organisation ?? "")}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** When it happened, in the incident's zone and in UTC, and when it was logged. */
export function PrintTimes({ line, zone }: { line: ExportLine; zone: string }) {
  const t = useTranslations("exports.print");
  const language = useLocale();
  const moment = { at: line.occurredAt, until: line.occurredUntil, precision: line.precision };
  const clocked = line.precision === "exact" || line.precision === "about" || line.precision === "between";
  return (
    <>
      <time dateTime={line.occurredAt.toISOString()}>{happenedSentence(moment, zone, language)}</time>
      {clocked ? (
        <span className="block text-ink-2">
          {t("utc", { time: line.occurredAt.toISOString().slice(0, 16).replace("T", " ") })}
        </span>
      ) : null}
      <time dateTime={line.recordedAt.toISOString()} className="block text-ink-2">
        {t("loggedAt", { time: dayAndTime(line.recordedAt, zone, language) })}
      </time>
    </>
  );
}

/** What was written, how it is marked, and what became of it. */
export function PrintWords({ line, usual }: { line: ExportLine; usual: Tlp }) {
  const t = useTranslations("exports.line");
  const entries = useTranslations("entries");
  const { corrects, correctedBy } = line;
  const pointer = ({ number, line: place }: { number?: number; line: number | null }) => `#${number ?? place ?? ""}`;
  const marks = [
    line.key ? t("key") : null,
    line.tlp === usual ? null : line.tlp,
    line.audience === "incident" ? null : entries(`audience.${line.audience}`),
    corrects && `${t("corrects")} ${pointer(corrects)}: ${entries(`reason.${corrects.reasonKind}`)}`,
    correctedBy && `${t("correctedBy")} ${pointer(correctedBy)}: ${entries(`reason.${correctedBy.reasonKind}`)}`,
    line.withdrawnAfterSeconds === null
      ? null
      : `${t("withdrawn")} ${t("withdrawnAfter", { seconds: line.withdrawnAfterSeconds })}`,
  ].filter(Boolean);
  return (
    <>
      <p className="whitespace-pre-wrap wrap-anywhere">
        {line.kind ? <strong>{entries(`kind.${line.kind}`)}. </strong> : null}
        {line.title ? <strong>{visibleText(line.title)}. </strong> : null}
        {visibleText(line.text)}
      </p>
      {marks.length > 0 ? <p className="text-ink-2">{marks.join(" · ")}</p> : null}
    </>
  );
}

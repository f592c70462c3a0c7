import { useLocale, useTranslations } from "next-intl";
import type { Print } from "@/lib/exports/queries";
import type { IncidentHeader } from "@/lib/incidents/views";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { PrintTimes, PrintWords } from "./print-log";

/** The blocks of form ICS 214: incident, period, name, position, organisation, activities, and who signs it. */
export function ActivityLog(props: {
  print: Print;
  whose: string;
  from: string | undefined;
  until: string | undefined;
  incident: IncidentHeader;
}) {
  const { print, incident } = props;
  const t = useTranslations("exports.print");
  const role = useTranslations("access.role");
  const language = useLocale();
  const [kind, of] = props.whose.split(":");
  const time = (at: Date | undefined) => (at ? dayAndTime(at, incident.zone, language) : "");
  const from = props.from ? new Date(props.from) : print.lines[0]?.occurredAt;
  const until = props.until ? new Date(props.until) : print.lines.at(-1)?.occurredAt;
  const held = [...new Set(print.lines.flatMap(({ by }) => by.role?.split(" ") ?? []))] as Parameters<typeof role>[0][];
  const organisations = [...new Set(print.lines.flatMap(({ by }) => by.organisation ?? []))];
  const names =
    kind === "person" ? [print.whoseName ?? ""] : [...new Set(print.lines.flatMap(({ by }) => by.name ?? []))];
  const blocks: [string, string][] = [
    [t("incident"), `${incident.ref} ${incident.name}`],
    [t("period"), from && until ? t("periodOf", { from: time(from), until: time(until) }) : ""],
    [t("name"), names.join(", ")],
    [t("position"), (kind === "role" ? [of as Parameters<typeof role>[0]] : held).map((one) => role(one)).join(", ")],
    [t("organisation"), kind === "organisation" ? (print.whoseName ?? "") : organisations.join(", ")],
  ];
  return (
    <>
      <dl className="grid grid-cols-1 border border-ink sm:grid-cols-2 print:grid-cols-2">
        {blocks.map(([name, said]) => (
          <div key={name} className="border border-line p-2 first:col-span-full">
            <dt className="text-sm text-ink-2">{name}</dt>
            <dd className="min-h-6 font-semibold wrap-anywhere">{visibleText(said)}</dd>
          </div>
        ))}
      </dl>
      <table className="print-table">
        <caption className="sr-only">{t("activities")}</caption>
        <thead>
          <tr>
            <th scope="col" className="times">
              {t("date")}
            </th>
            <th scope="col">{t("number")}</th>
            <th scope="col">{t("activities")}</th>
          </tr>
        </thead>
        <tbody>
          {print.lines.map((line) => (
            <tr key={line.id}>
              <td>
                <PrintTimes line={line} zone={incident.zone} />
              </td>
              <td className="whitespace-nowrap font-mono">{line.number ? `#${line.number}` : "·"}</td>
              <td>
                <PrintWords line={line} usual={incident.tlp} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="card grid grid-cols-1 gap-x-4 pt-4 sm:grid-cols-2 print:grid-cols-2">
        {[t("preparedBy"), t("position"), t("signature"), t("date")].map((name) => (
          <div key={name} className="pt-8">
            <dt className="border-t border-ink pt-1 text-sm">{name}</dt>
            <dd className="sr-only">{t("toFill")}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

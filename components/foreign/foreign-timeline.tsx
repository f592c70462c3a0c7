import { useLocale, useTranslations } from "next-intl";
import { EntryTime } from "@/components/entries/entry-time";
import { TlpChip } from "@/components/incidents/tlp-chip";
import { Chip } from "@/components/ui/chip";
import type { ForeignRow } from "@/lib/foreign/views";
import { cn } from "@/lib/kernel/cn";
import { visibleText } from "@/lib/kernel/visible-text";
import { foreignDays } from "./foreign-days";
import { ForeignFiles } from "./foreign-files";

/** A record made elsewhere, newest first: nothing in it can be pressed, because nothing in it can change. */
export function ForeignTimeline({ log, rows, zone }: { log: string; rows: ForeignRow[]; zone: string }) {
  const t = useTranslations("entries");
  const language = useLocale();
  return foreignDays(rows, zone, language, t("timeUnknownHeading")).map((day) => (
    <section key={`${day.key} ${day.rows[0]?.seq}`} aria-labelledby={`day-${day.key}-${day.rows[0]?.seq}`}>
      <h3
        id={`day-${day.key}-${day.rows[0]?.seq}`}
        className="sticky top-13 z-[5] border-b border-line bg-sunken px-3 py-1 text-sm sm:top-12"
      >
        {day.heading}
      </h3>
      <ol reversed>
        {day.rows.map((row) => (
          <li
            key={row.seq}
            className={cn(
              "grid grid-cols-[64px_minmax(0,1fr)] gap-3 border-b border-line py-2.5 pr-3 last:border-b-0 sm:grid-cols-[100px_minmax(0,1fr)]",
              row.key ? "border-l-4 border-l-ink pl-2" : "pl-3",
            )}
          >
            <EntryTime entry={row} zone={zone} day={day.key} />
            <div id={row.number === null ? undefined : `entry-${row.number}`} className="grid gap-1">
              {row.sentence === null ? (
                <Written row={row} log={log} />
              ) : (
                <p className="text-sm text-ink-2 wrap-anywhere">{visibleText(row.sentence)}</p>
              )}
              <Marks row={row} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  ));
}

function Written({ row, log }: { row: ForeignRow; log: string }) {
  const t = useTranslations("foreign.log");
  const entries = useTranslations("entries");
  return (
    <>
      {row.withdrawn ? <p className="text-sm text-ink-2">{t("withdrawn")}</p> : null}
      {row.text === null ? (
        <p className="text-ink-2">{t("withheld")}</p>
      ) : (
        <p className="max-w-[90ch] whitespace-pre-wrap wrap-anywhere">
          {row.key ? <span className="sr-only">{entries("line.keyEvent")}. </span> : null}
          {row.kind ? <strong>{entries(`kind.${row.kind}`)}</strong> : null}
          {row.basis === "fact" ? null : <strong> ({entries(`basis.${row.basis}`)})</strong>}
          {row.kind ? <strong>. </strong> : null}
          {row.title ? <strong>{visibleText(row.title)}. </strong> : null}
          {visibleText(row.text)}
        </p>
      )}
      <ForeignFiles row={row} log={log} />
      {row.corrects ? (
        <p className="text-sm text-ink-2">
          {t("corrects", { number: row.corrects.number, reason: entries(`reason.${row.corrects.reasonKind}`) })}
        </p>
      ) : null}
      {row.correctedBy === null ? null : (
        <p className="text-sm text-ink-2">{t("correctedBy", { number: row.correctedBy })}</p>
      )}
    </>
  );
}

function Marks({ row }: { row: ForeignRow }) {
  const t = useTranslations("foreign.log");
  const entries = useTranslations("entries.line");
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xs text-ink-2">
      <p>
        {row.number === null ? null : <span className="font-mono">#{row.number} </span>}
        {row.by ? `${visibleText(row.by.name)} · ${visibleText(row.by.organisation)}` : t("nobody")}
      </p>
      {row.systems.map((system) => (
        <Chip key={system} mono>
          {visibleText(system)}
        </Chip>
      ))}
      {row.sentence === null ? <TlpChip tlp={row.tlp} /> : null}
      {row.audience === "command" ? <Chip solid>{entries("restricted")}</Chip> : null}
    </div>
  );
}

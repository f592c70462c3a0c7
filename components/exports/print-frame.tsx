import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PrintSheet } from "@/components/incidents/print-sheet";
import { TlpChip } from "@/components/incidents/tlp-chip";
import { paths } from "@/lib/entry/paths";
import { type Fields, printFields } from "@/lib/exports/asked";
import { PRINT_MAX } from "@/lib/exports/schema";
import type { IncidentHeader } from "@/lib/incidents/views";
import { dayAndTime, zoneName } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { strictest, type Tlp } from "@/lib/record/tlp";
import { PrintButton } from "./print-button";

/** Around every print: what it is, which part, who printed it when, and at its end the hash of what stands in it. */
export function PrintFrame(props: {
  sheet: "log" | "key-events" | "activity";
  incident: IncidentHeader;
  reader: string;
  now: Date;
  fields: Fields;
  part: number;
  print: { lines: readonly unknown[]; total: number; tlp: Tlp | null; sha256: string };
  children: ReactNode;
}) {
  const { sheet, incident, reader, now, fields, part, print } = props;
  const t = useTranslations("exports.print");
  const language = useLocale();
  const label = print.tlp ? strictest(incident.tlp, print.tlp) : incident.tlp;
  const first = (part - 1) * PRINT_MAX + 1;
  const printed = `${dayAndTime(now, incident.zone, language)} ${zoneName(incident.zone, language)} (${now.toISOString().slice(0, 16)}Z)`;
  const lines = t("lines", { first, last: first + print.lines.length - 1, total: print.total });
  return (
    <main
      id="content"
      className="mx-auto grid w-full max-w-4xl grid-cols-[minmax(0,1fr)] gap-3 p-4 print:max-w-none print:p-0"
    >
      {/* The sheets carry the strictest label inside, which may be stricter than that of the incident. */}
      <PrintSheet incident={{ ...incident, tlp: label }} reader={visibleText(reader)} now={now} />
      <div className="screen-only flex flex-wrap items-center gap-3">
        <PrintButton word={t("button")} />
        <span className="text-sm text-ink-2">{t("hint")}</span>
        <Link href={paths.exportLog(incident.ref)} prefetch={false}>
          {t("back")}
        </Link>
      </div>
      <Parts {...{ sheet, fields, part }} incidentRef={incident.ref} total={print.total} />
      <header className="grid gap-1">
        <h1>{t(`title-${sheet}`)}</h1>
        <p>
          {incident.ref} {visibleText(incident.name)} <TlpChip tlp={label} />
        </p>
        <p className="text-sm">{print.lines.length > 0 ? lines : t("empty")}</p>
      </header>
      {props.children}
      <footer className="grid gap-1 border-t border-line pt-2 text-xs">
        <p>{t("printed", { time: printed, reader: visibleText(reader) })}</p>
        {print.lines.length > 0 ? <p className="font-mono break-all">{t("hash", { sha256: print.sha256 })}</p> : null}
      </footer>
    </main>
  );
}

/** A long log is printed in parts of a thousand lines, each its own page of the browser. */
function Parts(props: {
  sheet: "log" | "key-events" | "activity";
  incidentRef: string;
  fields: Fields;
  part: number;
  total: number;
}) {
  const t = useTranslations("exports.print");
  const parts = Math.ceil(props.total / PRINT_MAX);
  if (parts < 2) return null;
  return (
    <nav aria-label={t("parts")} className="screen-only">
      <ul className="flex flex-wrap gap-2">
        {Array.from({ length: parts }, (_none, index) => index + 1).map((part) => (
          <li key={part}>
            <Link
              href={paths.print(props.incidentRef, props.sheet, { ...printFields(props.fields), part: String(part) })}
              prefetch={false}
              aria-current={part === props.part ? "page" : undefined}
              className="inline-flex min-h-11 items-center px-2 aria-[current]:font-bold"
            >
              {t("part", { part, parts })}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { PrintButton } from "@/components/exports/print-button";
import { PrintSheet } from "@/components/incidents/print-sheet";
import { TlpChip } from "@/components/incidents/tlp-chip";
import type { DecisionLog } from "@/lib/decisions/views";
import { paths } from "@/lib/entry/paths";
import type { IncidentHeader } from "@/lib/incidents/views";
import { dayAndTime, zoneName } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { strictest } from "@/lib/record/tlp";
import { DecisionSheet } from "./decision-sheet";
import { When } from "./when";

/** Every decision of an incident on paper, with the position of the record at its end. */
export function DecisionLogOnPaper(props: { incident: IncidentHeader; log: DecisionLog; reader: string }) {
  const { incident, log } = props;
  const { decisions } = log;
  const t = useTranslations("decisions.print");
  const states = useTranslations("decisions.states");
  const language = useLocale();
  const reader = visibleText(props.reader);
  const label = strictest(incident.tlp, ...decisions.map(({ words }) => words.tlp));
  const printed = `${dayAndTime(log.asOf, incident.zone, language)} ${zoneName(incident.zone, language)} (${log.asOf.toISOString().slice(0, 16)}Z)`;
  return (
    <main
      id="content"
      className="mx-auto grid w-full max-w-4xl grid-cols-[minmax(0,1fr)] gap-4 p-4 print:block print:max-w-none print:space-y-3 print:p-0"
    >
      {/* The sheets carry the strictest label inside, which may be stricter than that of the incident. */}
      <PrintSheet incident={{ ...incident, tlp: label }} reader={reader} now={log.asOf} />
      <div className="screen-only flex flex-wrap items-center gap-3">
        <PrintButton word={t("button")} />
        <span className="text-sm text-ink-2">{t("hint")}</span>
        <Link
          href={paths.decisions(incident.ref)}
          prefetch={false}
          className="inline-flex min-h-11 items-center sm:min-h-9"
        >
          {t("back")}
        </Link>
      </div>
      <header className="grid gap-1">
        <h1>{t("title")}</h1>
        <p>
          {incident.ref} {visibleText(incident.name)} <TlpChip tlp={label} />
        </p>
        <p className="text-sm">{decisions.length > 0 ? t("lead", { count: decisions.length, reader }) : t("empty")}</p>
      </header>
      {decisions.length > 0 ? (
        <nav aria-labelledby="contents">
          <h2 id="contents">{t("contents")}</h2>
          <ol className="grid">
            {decisions.map(({ number, name, title, state, unratified }) => (
              <li key={number} className="border-b border-line py-1">
                <a href={`#${name}`} className="inline-flex min-h-6 items-center text-ink">
                  <span>
                    <span className="font-mono">{name}</span> {visibleText(title)}
                  </span>
                </a>{" "}
                <span className="text-sm text-ink-2">
                  {states(state)}
                  {unratified ? `, ${states("unratified")}` : null}
                </span>
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      {decisions.map((decision) => (
        <DecisionSheet key={decision.number} decision={decision} zone={incident.zone} />
      ))}
      <footer className="grid gap-1 border-t-2 border-ink pt-2 text-xs">
        <p>{t("printed", { time: printed, reader })}</p>
        {log.last ? (
          <p>
            {t("record", { seq: log.last.seq })} <When at={log.last.at} zone={incident.zone} />
          </p>
        ) : null}
        <p className="font-mono break-all">
          {log.checkpoint
            ? t("checkpoint", {
                size: log.checkpoint.size,
                root: log.checkpoint.root,
                time: log.checkpoint.at.toISOString(),
              })
            : t("noCheckpoint")}
        </p>
        {decisions.length > 0 ? <p className="font-mono break-all">{t("hash", { sha256: log.sha256 })}</p> : null}
      </footer>
    </main>
  );
}

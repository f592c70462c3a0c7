import Link from "next/link";
import { useMessages, useTranslations } from "next-intl";
import { ImportMark } from "@/components/imports/import-mark";
import { TlpChip } from "@/components/incidents/tlp-chip";
import { Chip } from "@/components/ui/chip";
import type { EntryRow } from "@/lib/entries/views";
import { paths } from "@/lib/entry/paths";
import { cn } from "@/lib/kernel/cn";
import { visibleText } from "@/lib/kernel/visible-text";
import type { Tlp } from "@/lib/record/tlp";
import { BothClocks } from "./both-clocks";
import { CorrectionLines } from "./correction-lines";
import { EntryFiles } from "./entry-files";
import { EntryGround, WrittenBy } from "./entry-ground";
import { EntryMenu } from "./entry-menu";
import { EntryTime, LoggedTime } from "./entry-time";
import type { LineView } from "./timeline";
import { Withdraw } from "./withdraw";
import { WrittenWords } from "./written-words";

/** One entry: when, what, who, and how it is marked. A key event has an ink bar; a corrected text stays readable (ux.md §4.13). */
export function EntryLine(props: {
  entry: EntryRow;
  incident: { ref: string; zone: string; tlp: Tlp };
  day: string;
  view: LineView;
}) {
  const { entry, incident, view } = props;
  const t = useTranslations("entries");
  const fresh = view.readUntil !== undefined && entry.recordedAt > view.readUntil;
  const imports = useTranslations("imports");
  return (
    <li
      data-row={entry.id}
      data-unread={fresh || undefined}
      className={cn(
        "grid grid-cols-[64px_minmax(0,1fr)] gap-3 border-b border-line py-2.5 pr-3 last:border-b-0 sm:grid-cols-[100px_minmax(0,1fr)]",
        entry.key ? "border-l-4 border-l-ink pl-2" : "pl-3",
      )}
    >
      <BothClocks
        time={view.order === "recorded" ? LoggedTime : EntryTime}
        entry={entry}
        zone={incident.zone}
        day={props.day}
      />
      <article
        id={`entry-${entry.number}`}
        data-entry={entry.number}
        tabIndex={-1}
        aria-label={t("entry.title", { number: entry.number })}
        className="grid gap-1"
      >
        {entry.withdrawnAfterSeconds === null ? (
          <WrittenWords entry={entry} incidentRef={incident.ref} terms={view.terms} />
        ) : (
          <div className="text-sm text-ink-2">
            <p>
              {entry.imported
                ? imports("line.withdrawn")
                : t("line.withdrawn", { seconds: entry.withdrawnAfterSeconds })}
            </p>
            <details>
              <summary>{t("line.showWithdrawn")}</summary>
              <WrittenWords entry={entry} incidentRef={incident.ref} terms={view.terms} />
            </details>
          </div>
        )}
        <EntryFiles entry={entry} incidentRef={incident.ref} />
        <CorrectionLines entry={entry} incidentRef={incident.ref} />
        <Marks entry={entry} incident={incident} fresh={fresh} />
      </article>
    </li>
  );
}

function Marks(props: { entry: EntryRow; incident: { ref: string; tlp: Tlp }; fresh: boolean }) {
  const { entry, incident } = props;
  const t = useTranslations("entries");
  const { entries, corrections } = useMessages();
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xs text-ink-2">
      <p>
        <Link
          href={paths.entry(incident.ref, entry.number)}
          prefetch={false}
          aria-label={t("line.open", { number: entry.number })}
          className="inline-block min-h-6 min-w-6 py-0.5 font-mono text-ink-2"
        >
          #{entry.number}
        </Link>{" "}
        <WrittenBy entry={entry} />
      </p>
      {props.fresh ? <NewMark /> : null}
      {entry.systems.map((system) => (
        <Chip key={system} mono>
          {visibleText(system)}
        </Chip>
      ))}
      {entry.attack.map((technique) => (
        <Chip key={technique.id} mono>
          <abbr title={technique.name} className="no-underline">
            {technique.id}
          </abbr>
        </Chip>
      ))}
      {entry.tlp === incident.tlp ? null : <TlpChip tlp={entry.tlp} />}
      {entry.audience === "command" ? <Chip solid>{t("line.restricted")}</Chip> : null}
      {entry.audience === "named" ? <Chip solid>{t("line.named")}</Chip> : null}
      <EntryGround entry={entry} />
      <ImportMark entry={entry} incidentRef={incident.ref} />
      {entry.provenance ? <span>{t(`provenance.${entry.provenance}`)}</span> : null}
      {entry.abilities.correct.ok ? (
        <Link
          href={paths.correctEntry(incident.ref, entry.number)}
          prefetch={false}
          aria-label={t("line.correctOf", { number: entry.number })}
          className="screen-only inline-flex min-h-6 items-center text-ink-2"
        >
          {t("line.correct")}
        </Link>
      ) : null}
      {entry.canWithdrawUntil ? (
        <Withdraw
          incident={incident.ref}
          number={entry.number}
          until={entry.canWithdrawUntil.toISOString()}
          words={{ ...entries.withdraw, ...corrections.withdraw }}
        />
      ) : null}
      <EntryMenu incidentRef={incident.ref} number={entry.number} />
    </div>
  );
}

function NewMark() {
  return (
    <span className="rounded-sm bg-new px-1.5 font-semibold text-ink">{useTranslations("timeline")("since.new")}</span>
  );
}

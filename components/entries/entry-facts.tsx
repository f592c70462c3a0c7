import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ImportMark } from "@/components/imports/import-mark";
import { TlpChip } from "@/components/incidents/tlp-chip";
import type { Role } from "@/lib/access/roles";
import type { EntryDetail } from "@/lib/entries/views";
import { happenedSentence } from "@/lib/kernel/happened";
import { clockTime, dayAndTime, duration, zoneName } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { FileHashes } from "./entry-files";
import { gradeInWords } from "./entry-ground";

const WORTH_SAYING_MS = 2 * 60_000;

/** Everything that is on record about one entry: both clocks, who in which role, how it is marked, and what it rests on. */
export function EntryFacts(props: { entry: EntryDetail; zone: string; incidentRef: string }) {
  const { entry, zone } = props;
  const t = useTranslations("entries");
  const said = useTranslations("composer");
  const imports = useTranslations("imports.line");
  const roles = useTranslations("access.role");
  const language = useLocale();
  const happened = (on: string) =>
    happenedSentence({ at: entry.occurredAt, until: entry.occurredUntil, precision: entry.precision }, on, language);
  const clocked = entry.precision === "exact" || entry.precision === "about" || entry.precision === "between";
  const delay = entry.recordedAt.getTime() - entry.occurredAt.getTime();
  const late = clocked && delay > WORTH_SAYING_MS ? t("entry.late", { length: duration(delay, language) }) : null;
  const waited = entry.writtenAt && entry.recordedAt.getTime() - entry.writtenAt.getTime() > WORTH_SAYING_MS;
  const role = entry.by.role ? roles(entry.by.role as Role) : null;
  const facts: [string, ReactNode][] = [
    [
      t("entry.happened"),
      <Moment key="h" at={entry.occurredAt} said={happened(zone)} utc={clocked ? happened("UTC") : null} zone={zone} />,
    ],
    [
      t("entry.logged"),
      <Moment
        key="l"
        at={entry.recordedAt}
        said={[dayAndTime(entry.recordedAt, zone, language), late].filter(Boolean).join(", ")}
        utc={dayAndTime(entry.recordedAt, "UTC", language)}
        zone={zone}
      />,
    ],
    [t("entry.written"), waited && entry.writtenAt ? dayAndTime(entry.writtenAt, zone, language) : null],
    [
      t("entry.writtenBy"),
      [entry.by.name, role, entry.by.organisation]
        .filter((word): word is string => Boolean(word))
        .map(visibleText)
        .join(", "),
    ],
    [t("entry.tlp"), <TlpChip key="t" tlp={entry.tlp} />],
    [
      t("entry.audience"),
      entry.readers.length > 0
        ? t("entry.readers", { names: entry.readers.map(visibleText).join(", ") })
        : t(`audience.${entry.audience}`),
    ],
    [t("entry.category"), entry.category && visibleText(entry.category)],
    [t("entry.systems"), entry.systems.length > 0 ? entry.systems.map(visibleText).join(", ") : null],
    [said("facts.onBehalfOf"), entry.onBehalfOf && visibleText(entry.onBehalfOf)],
    [said("facts.sourceKind"), entry.sourceKind && said(`sourceKinds.${entry.sourceKind}`)],
    [t("entry.admiralty"), entry.admiralty && gradeInWords(entry.admiralty, said)],
    [said("facts.files"), entry.files.length > 0 ? <FileHashes key="f" files={entry.files} /> : null],
    [t("entry.admiralty"), entry.admiralty],
    [imports("fact"), entry.imported && <ImportMark key="i" entry={entry} incidentRef={props.incidentRef} />],
    [t("entry.provenance"), entry.provenance && t(`provenance.${entry.provenance}`)],
  ];
  return (
    <dl className="rounded-lg border border-line bg-surface">
      {facts
        .filter(([, said]) => said)
        .map(([name, said]) => (
          <div
            key={name}
            className="grid gap-x-4 border-b border-line px-4 py-2 last:border-b-0 sm:grid-cols-[11rem_minmax(0,1fr)]"
          >
            <dt className="text-ink-2">{name}</dt>
            <dd className="wrap-anywhere">{said}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A moment on both clocks; `utc` is null where no time of day is known. */
function Moment(props: { at: Date; said: string; utc: string | null; zone: string }) {
  const { at, said, utc, zone } = props;
  const t = useTranslations("entries.entry");
  const language = useLocale();
  if (!utc)
    return (
      <time dateTime={at.toISOString()}>
        <strong>{said}</strong>
      </time>
    );
  return (
    <time dateTime={at.toISOString()}>
      <span className="local-first">
        <strong>{said}</strong> <span className="text-ink-2">{t("utc", { time: clockTime(at, "UTC") })}</span>
      </span>
      <span className="utc-first">
        <strong>{t("utc", { time: utc })}</strong>{" "}
        <span className="text-ink-2">
          {clockTime(at, zone)} {zoneName(zone, language)}
        </span>
      </span>
    </time>
  );
}

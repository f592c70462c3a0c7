import { useTranslations } from "next-intl";
import type { EntryRow } from "@/lib/entries/views";
import { CorrectionLines } from "./correction-lines";
import { EntryFiles } from "./entry-files";
import { WrittenWords } from "./written-words";

/** The words of one entry on its own page, withdrawn ones included: the record keeps them readable. */
export function EntryWords(props: { entry: EntryRow; incidentRef: string }) {
  const { entry } = props;
  const t = useTranslations("entries.line");
  const imports = useTranslations("imports.line");
  return (
    <article className="grid gap-2 rounded-lg border border-line bg-surface p-4 text-md">
      {entry.withdrawnAfterSeconds === null ? null : (
        <p className="text-base text-ink-2">
          {entry.imported ? imports("withdrawn") : t("withdrawn", { seconds: entry.withdrawnAfterSeconds })}
        </p>
      )}
      <WrittenWords entry={entry} incidentRef={props.incidentRef} />
      <EntryFiles entry={entry} incidentRef={props.incidentRef} />
      <CorrectionLines entry={entry} incidentRef={props.incidentRef} />
    </article>
  );
}

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { EntryRow } from "@/lib/entries/views";
import { paths } from "@/lib/entry/paths";
import { visibleText } from "@/lib/kernel/visible-text";

/** From which file an entry comes, by whom, and what the file says of who wrote it down; nothing for an entry that was written here. */
export function ImportMark({ entry, incidentRef }: { entry: EntryRow; incidentRef: string }) {
  const t = useTranslations("imports.line");
  const { imported } = entry;
  if (!imported) return null;
  const place = { file: visibleText(imported.file), row: imported.row };
  const said = entry.corrects ? t("from", place) : t("by", { ...place, by: visibleText(entry.by.name) });
  const paper =
    imported.sheet && imported.no ? t("paper", { sheet: imported.sheet, no: visibleText(imported.no) }) : "";
  const who = [imported.who, imported.initials].filter((word): word is string => Boolean(word)).map(visibleText);
  return (
    <span className="wrap-anywhere">
      <Link
        href={paths.importBatch(incidentRef, imported.batch)}
        prefetch={false}
        className="inline-block min-h-6 py-0.5 text-ink-2"
      >
        {said}
      </Link>
      {[paper, who.length > 0 ? t("who", { who: who.join(", ") }) : ""]
        .filter(Boolean)
        .map((more) => `, ${more}`)
        .join("")}
    </span>
  );
}

import { useTranslations } from "next-intl";
import type { EntryRow } from "@/lib/entries/views";
import type { Messages } from "@/lib/kernel/messages";
import { visibleText } from "@/lib/kernel/visible-text";

type Grades = Messages["composer"];
type Said = ReturnType<typeof useTranslations<"composer">>;

/** Who wrote it, and for whom where a loggist did: "X, written by Y". */
export function WrittenBy({ entry }: { entry: EntryRow }) {
  const t = useTranslations("composer.line");
  const writer = visibleText(entry.by.name);
  const name = entry.onBehalfOf ? t("writtenFor", { name: visibleText(entry.onBehalfOf), writer }) : writer;
  return (
    <>
      {name} · {visibleText(entry.by.organisation)}
    </>
  );
}

/** What the writer goes by, and how far it can be relied on. */
export function EntryGround({ entry }: { entry: EntryRow }) {
  const t = useTranslations("composer");
  return (
    <>
      {entry.sourceKind ? <span>{t(`sourceKinds.${entry.sourceKind}`)}</span> : null}
      {entry.admiralty ? <abbr title={gradeInWords(entry.admiralty, t)}>{entry.admiralty}</abbr> : null}
    </>
  );
}

/** "B2: usually reliable, probably true". */
export function gradeInWords(grade: string, t: Said): string {
  const [source, information] = grade;
  if (!/^[A-F][1-6]$/.test(grade)) return grade;
  return `${grade}: ${t(`reliabilities.${source as keyof Grades["reliabilities"]}`)}, ${t(`credibilities.${information as keyof Grades["credibilities"]}`)}`;
}

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { EntryRow } from "@/lib/entries/views";
import { paths } from "@/lib/entry/paths";
import { visibleText } from "@/lib/kernel/visible-text";

/** Which entry this one corrects, and which one corrects it. */
export function CorrectionLines({ entry, incidentRef }: { entry: EntryRow; incidentRef: string }) {
  const t = useTranslations("entries");
  const { corrects, correctedBy } = entry;
  const see = (number: number) => (words: ReactNode) => (
    <Link href={paths.entry(incidentRef, number)} prefetch={false}>
      {words}
    </Link>
  );
  return (
    <>
      {corrects ? (
        <p className="text-sm">
          {t.rich("line.correction", {
            number: corrects.number,
            reason: t(`reason.${corrects.reasonKind}`),
            entry: see(corrects.number),
          })}
          {corrects.reason ? ` ${visibleText(corrects.reason)}` : ""}
        </p>
      ) : null}
      {correctedBy ? (
        <p className="text-sm font-semibold">
          {t.rich("line.correctedBy", {
            number: correctedBy.number,
            reason: t(`reason.${correctedBy.reasonKind}`),
            entry: see(correctedBy.number),
          })}
        </p>
      ) : null}
    </>
  );
}

import Link from "next/link";
import { useTranslations } from "next-intl";
import { piecesOf } from "@/lib/entries/marks-in-text";
import type { Term } from "@/lib/entries/search-terms";
import type { EntryRow } from "@/lib/entries/views";
import { paths } from "@/lib/entry/paths";
import { Marked } from "./marked";

/** What somebody wrote, led by its kind in words; a key event is also said to those who cannot see its bar. */
export function WrittenWords(props: { entry: EntryRow; incidentRef: string; terms?: Term[] | undefined }) {
  const { entry, incidentRef, terms } = props;
  const t = useTranslations("entries");
  const kind =
    entry.basis === "fact" ? t(`kind.${entry.kind}`) : `${t(`kind.${entry.kind}`)} (${t(`basis.${entry.basis}`)})`;
  return (
    <p data-words className="max-w-[90ch] whitespace-pre-wrap wrap-anywhere">
      {entry.key ? <span className="sr-only">{t("line.keyEvent")}. </span> : null}
      <strong>{kind}.</strong>{" "}
      {entry.title ? (
        <strong>
          <Marked text={entry.title} terms={terms} />
          {". "}
        </strong>
      ) : null}
      {piecesOf(entry.text, entry.mentions).map((piece, index) =>
        typeof piece === "number" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text stay where they are.
          <Link key={index} href={paths.entry(incidentRef, piece)} prefetch={false}>
            #{piece}
          </Link>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text stay where they are.
          <Marked key={index} text={piece} terms={terms} />
        ),
      )}
      {entry.truncated ? (
        <>
          {"… "}
          <Link href={paths.entry(incidentRef, entry.number)} prefetch={false}>
            {t("line.readAll")}
          </Link>
        </>
      ) : null}
    </p>
  );
}

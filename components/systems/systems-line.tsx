import Link from "next/link";
import { useTranslations } from "next-intl";
import { paths } from "@/lib/entry/paths";
import type { BoardCounts } from "@/lib/systems/views";
import { BoardSentence } from "./board-sentence";

/** The board in one line, where one only passes by. */
export function SystemsLine(props: { incidentRef: string; board: BoardCounts }) {
  const t = useTranslations("systems.board");
  const { counts } = props.board;
  return (
    <section aria-labelledby="systems-line" className="border-b border-line bg-surface px-4 py-1.5 text-sm">
      <h2 id="systems-line" className="mr-2 inline text-sm">
        <Link href={paths.board(props.incidentRef)} prefetch={false} className="inline-flex min-h-6 items-center">
          {t("line")}
        </Link>
        :
      </h2>
      {Object.keys(counts).length > 0 ? (
        <BoardSentence incidentRef={props.incidentRef} counts={counts} />
      ) : (
        <span className="text-ink-2">{t("none")}.</span>
      )}
    </section>
  );
}

import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { paths } from "@/lib/entry/paths";
import type { IncidentHeader } from "@/lib/incidents/views";
import { type BoardGroup, countsOf, headlines, worstOf } from "@/lib/systems/board";
import { type BoardAsk, writeBoardAsk } from "@/lib/systems/board-filter";
import type { BoardRow } from "@/lib/systems/views";
import { BoardLine } from "./board-line";
import { StatusGlyph } from "./status-glyph";

/** The worst of a group come first; the rest is one press away, so that a thousand systems are no thousand lines at three in the morning. */
const FIRST = 40;

/** One group of the board, marked by its worst system. */
export function BoardGroupRows(props: {
  group: BoardGroup;
  rows: BoardRow[];
  incident: Pick<IncidentHeader, "ref" | "zone">;
  ask: BoardAsk;
  now: Date;
}) {
  const { group, rows, incident, ask } = props;
  const t = useTranslations("systems.board");
  const counts = countsOf(rows.map(({ shown }) => shown));
  const worst = worstOf(rows);
  const listed = ask.group === group ? rows : rows.slice(0, FIRST);
  const changeable = listed.some(({ abilities }) => abilities.setState.ok);
  return (
    <section aria-labelledby={`group-${group}`} className="rounded-lg border border-line bg-surface" data-group={group}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-2">
        {worst ? <StatusGlyph shown={worst} size={20} /> : null}
        <h2 id={`group-${group}`}>{t(`group.${group}`)}</h2>
        <p className="text-sm text-ink-2">
          {headlines
            .filter((headline) => counts[headline])
            .map((headline) => t(`brief.${headline}`, { count: counts[headline] ?? 0 }))
            .join(", ")}
        </p>
        {changeable ? (
          <button
            type="button"
            data-tick-group
            className="needs-script screen-only ml-auto inline-flex min-h-11 items-center text-sm underline underline-offset-4 sm:min-h-8"
          >
            {t("change.tickGroup")}
            <span className="sr-only">: {t(`group.${group}`)}</span>
          </button>
        ) : null}
      </div>
      <div aria-hidden="true" className="board-line board-head border-b border-line px-3 py-1.5 text-xs text-ink-2">
        <span />
        {(["state", "system", "owner", "since", "neededBy", "confirmed"] as const).map((column) => (
          <span key={column}>{t(`column.${column}`)}</span>
        ))}
        <span />
      </div>
      <ul className="board-lines">
        {listed.map((row) => (
          <BoardLine key={row.code} row={row} incident={incident} now={props.now} />
        ))}
      </ul>
      {rows.length > listed.length ? (
        <p className="border-t border-line px-3 py-2">
          <Link
            href={paths.board(incident.ref, writeBoardAsk({ ...ask, group }))}
            prefetch={false}
            className={buttonClass("plain")}
          >
            {t("groupMore", { count: rows.length - listed.length, group: t(`group.${group}`) })}
          </Link>
        </p>
      ) : null}
    </section>
  );
}

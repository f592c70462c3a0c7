import Link from "next/link";
import { useMessages, useTranslations } from "next-intl";
import { LiveRefresh } from "@/components/shell/live-refresh";
import type { FormWords } from "@/components/ui/api-form";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { api, paths } from "@/lib/entry/paths";
import type { IncidentHeader } from "@/lib/incidents/views";
import { boardGroups, groupOf } from "@/lib/systems/board";
import { type BoardAsk, isAskedFor, writeBoardAsk } from "@/lib/systems/board-filter";
import type { Board } from "@/lib/systems/views";
import { BoardDesk } from "./board-desk";
import { BoardFilter } from "./board-filter-form";
import { BoardGroupRows } from "./board-group";
import { BoardSentence } from "./board-sentence";

/** Where every system of the catalogue stands in an incident: the sentence, the filter, and the groups with the worst first. */
export function SystemsBoard(props: {
  incident: IncidentHeader;
  board: Board;
  ask: BoardAsk;
  wrong: string[];
  organisation: string;
  /** Why this reader can change nothing, in words. */
  because: string;
  form: FormWords;
}) {
  const { incident, board, ask, wrong } = props;
  const t = useTranslations("systems.board");
  const { systems } = useMessages();
  const { live } = systems.board;
  if (board.rows.length === 0)
    return (
      <EmptyState
        action={
          <Link href={paths.systems()} prefetch={false} className={buttonClass("plain")}>
            {t("catalogue")}
          </Link>
        }
      >
        {t("empty")}
      </EmptyState>
    );
  const shown = board.rows.filter((row) => isAskedFor(row, ask));
  const narrowed = Object.keys(ask).length > 0;
  const mine = board.rows.filter(({ abilities }) => abilities.setState.ok).length;
  const version = board.asOf.toISOString();
  return (
    <>
      <p className="text-md font-semibold leading-relaxed">
        <BoardSentence incidentRef={incident.ref} counts={board.counts} />
      </p>
      <p className="screen-only flex flex-wrap gap-x-6">
        <Link
          href={paths.systemsMap(incident.ref)}
          prefetch={false}
          className="inline-flex min-h-11 items-center sm:min-h-6"
        >
          {t("whatIf")}
        </Link>
        <Link
          href={paths.outside(incident.ref)}
          prefetch={false}
          className="inline-flex min-h-11 items-center sm:min-h-6"
        >
          {systems.outside.link}
        </Link>
      </p>
      <BoardFilter incident={incident} rows={board.rows} ask={ask} organisation={props.organisation} />
      {wrong.length > 0 ? <p className="font-semibold">{t("filter.wrong", { names: wrong.join(", ") })}</p> : null}
      {narrowed ? (
        <p className="flex flex-wrap items-center gap-x-4">
          {t("filter.shows", { shown: shown.length, all: board.rows.length })}
          <Link
            href={paths.board(incident.ref)}
            prefetch={false}
            className="inline-flex min-h-11 items-center sm:min-h-9"
          >
            {t("filter.clear")}
          </Link>
        </p>
      ) : null}
      {mine < board.rows.length ? (
        <p className="screen-only text-sm text-ink-2">
          {mine === 0
            ? t("readOnly", { because: props.because })
            : t("partly", { count: mine, all: board.rows.length })}
        </p>
      ) : null}
      <LiveRefresh
        key={JSON.stringify(writeBoardAsk(ask))}
        stream={api.stream(incident.ref, version)}
        version={version}
        words={{ ...live, new: { one: live.some, other: live.some } }}
      />
      <BoardDesk
        incident={{ ref: incident.ref, zone: incident.zone }}
        now={version}
        words={{
          ...systems.board.change,
          form: props.form,
          states: systems.shown,
          compromises: systems.compromise,
        }}
      >
        {shown.length === 0 ? (
          <p className="rounded-lg border border-line bg-surface px-4 py-3">{t("filter.nothing")}</p>
        ) : null}
        {boardGroups.map((group) => {
          const rows = shown.filter(({ kind }) => groupOf(kind) === group);
          return rows.length > 0 ? (
            <BoardGroupRows key={group} group={group} rows={rows} incident={incident} ask={ask} now={board.asOf} />
          ) : null;
        })}
      </BoardDesk>
    </>
  );
}

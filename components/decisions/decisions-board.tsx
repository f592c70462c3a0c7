import Link from "next/link";
import { useMessages, useTranslations } from "next-intl";
import { LiveRefresh } from "@/components/shell/live-refresh";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Tabs } from "@/components/ui/tabs";
import { type BoardAsk, boardGroups, byPressure, groupOf, isAskedFor, waiters } from "@/lib/decisions/board";
import type { DecisionBoard } from "@/lib/decisions/views";
import { api, paths } from "@/lib/entry/paths";
import { DecisionLine } from "./decision-line";

interface Props {
  incident: { ref: string; zone: string };
  board: DecisionBoard;
  ask: BoardAsk;
  wrong: string[];
  /** Why this reader prepares none, in words; empty when they do. */
  because: string;
}

/** All decisions of an incident by where they stand, and what waits for whom. */
export function DecisionsBoard({ incident, board, ask, wrong, because }: Props) {
  const t = useTranslations("decisions.board");
  const { live } = useMessages().decisions.board;
  const propose = board.abilities.draft.ok ? (
    <Link href={paths.newDecision(incident.ref)} prefetch={false} className={buttonClass("main")}>
      {t("propose")}
    </Link>
  ) : null;
  const version = board.asOf.toISOString();
  const refresh = (
    <LiveRefresh
      key={JSON.stringify(ask)}
      stream={api.stream(incident.ref, version)}
      version={version}
      words={{ ...live, new: { one: live.some, other: live.some } }}
    />
  );
  if (board.rows.length === 0)
    return (
      <>
        {refresh}
        <EmptyState action={propose}>{t("empty")}</EmptyState>
        {because ? <p className="screen-only text-sm text-ink-2">{t("readOnly", { because })}</p> : null}
      </>
    );
  const shown = board.rows.filter((line) => isAskedFor(line, ask)).toSorted(byPressure);
  return (
    <>
      <div className="screen-only flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <Filters incident={incident} board={board} ask={ask} />
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Link
            href={paths.printDecisions(incident.ref)}
            prefetch={false}
            className="inline-flex min-h-11 items-center sm:min-h-9"
          >
            {t("print")}
          </Link>
          {propose}
        </div>
      </div>
      {wrong.length > 0 ? <p className="font-semibold">{t("wrong", { names: wrong.join(", ") })}</p> : null}
      {because ? <p className="screen-only text-sm text-ink-2">{t("readOnly", { because })}</p> : null}
      {refresh}
      {shown.length === 0 ? (
        <p className="rounded-lg border border-line bg-surface px-4 py-3">
          {t(ask.waits === "me" ? "nothingForYou" : "nothing")}
        </p>
      ) : null}
      {boardGroups.map((group) => {
        const lines = shown.filter((line) => groupOf(line) === group);
        return lines.length > 0 ? (
          <section
            key={group}
            aria-labelledby={`group-${group}`}
            className={
              group === "emergency" || (group === "approval" && lines.some(({ waitsForMe }) => waitsForMe))
                ? "rounded-lg border-2 border-ink bg-surface"
                : "rounded-lg border border-line bg-surface"
            }
          >
            <h2 id={`group-${group}`} className="border-b border-line px-3 py-2">
              {t(`group.${group}`)} <span className="text-base font-normal text-ink-2">{lines.length}</span>
            </h2>
            <ul>
              {lines.map((line) => (
                <DecisionLine key={line.number} line={line} incident={incident} now={board.asOf} />
              ))}
            </ul>
          </section>
        ) : null;
      })}
    </>
  );
}

/** Everything, what waits for the reader, and what waits for whom: each an address of its own, with its number. */
function Filters({ incident, board: { rows }, ask }: Pick<Props, "incident" | "board" | "ask">) {
  const t = useTranslations("decisions.board");
  const count = (one: BoardAsk) => rows.filter((line) => isAskedFor(line, one)).length;
  const to = (one: BoardAsk) => paths.decisions(incident.ref, { ...one });
  const waiting = (["me", ...waiters] as const)
    .map((waits) => ({ waits, found: count({ waits }) }))
    .filter(({ waits, found }) => found > 0 || waits === "me" || ask.waits === waits);
  return (
    <Tabs
      label={t("filter")}
      tabs={[
        { href: to({}), label: t("all", { count: rows.length }), current: !ask.waits && !ask.group },
        ...waiting.map(({ waits, found }) => ({
          href: to({ waits }),
          label: t(`tab.${waits}`, { count: found }),
          current: ask.waits === waits,
        })),
      ]}
    />
  );
}

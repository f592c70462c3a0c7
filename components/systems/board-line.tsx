import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Chip } from "@/components/ui/chip";
import { paths } from "@/lib/entry/paths";
import { clockTime, dayAndTime, dayKey } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { nameIn } from "@/lib/systems/name-in";
import type { BoardRow } from "@/lib/systems/views";
import { StatusBadge } from "./status-badge";

/** One system: a line of the table on a desk, a card on a phone. What the island of the board needs of it stands in its data. */
export function BoardLine(props: { row: BoardRow; incident: { ref: string; zone: string }; now: Date }) {
  const { row, now } = props;
  const { ref, zone } = props.incident;
  const t = useTranslations("systems.board");
  const compromise = useTranslations("systems.compromise");
  const tier = useTranslations("systems.tier");
  const outside = useTranslations("systems.outside");
  const language = useLocale();
  const name = nameIn(language, row);
  const may = row.abilities.setState.ok || row.abilities.setCompromise.ok;
  const { confirmed } = row;
  // The board says of which day it is: the day is told where it is another one.
  const when = (at: Date) =>
    dayKey(at, zone) === dayKey(now, zone) ? clockTime(at, zone) : dayAndTime(at, zone, language);
  return (
    <li
      data-row={`${row.code} ${row.version} ${row.shown}`}
      data-code={row.code}
      data-name={name}
      data-version={row.version}
      data-state={row.state}
      data-compromise={row.compromise}
      data-may-state={row.abilities.setState.ok || undefined}
      data-may-compromise={row.abilities.setCompromise.ok || undefined}
      className="board-line border-b border-line px-3 py-2.5 last:border-b-0"
    >
      <span className="screen-only needs-script board-tick">
        {row.abilities.setState.ok ? (
          <label className="inline-flex size-11 items-center justify-center sm:size-7">
            <input type="checkbox" data-tick className="size-6 shrink-0 accent-ink" />
            <span className="sr-only">{t("change.tick", { code: row.code })}</span>
          </label>
        ) : null}
      </span>
      <div className="board-state">
        <StatusBadge shown={row.shown} path={row.path} limits={row.limits} />
        {row.otherwise ? (
          <Link
            href={`${paths.outside(ref)}#${row.code}`}
            prefetch={false}
            className="flex min-h-6 w-fit items-center text-sm font-semibold text-ink"
          >
            {outside("otherwise", { seen: outside(`seen.${row.otherwise}`) })}
          </Link>
        ) : null}
      </div>
      <div className="board-name">
        <p data-words className="font-semibold wrap-anywhere">
          <Link href={paths.system(row.code)} prefetch={false} className="inline-flex min-h-6 items-center text-ink">
            {name}
          </Link>
        </p>
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-2">
          <span className="font-mono">{row.code}</span>
          <span>{tier(String(row.tier) as "0")}</span>
          {row.compromise === "not-assessed" ? null : (
            <Chip>{t("broken", { compromise: compromise(row.compromise) })}</Chip>
          )}
        </p>
      </div>
      <Cell label={t("column.owner")}>{visibleText(row.owner)}</Cell>
      <Cell label={t("column.since")} printed>
        {row.shownSince ? when(row.shownSince) : "–"}
      </Cell>
      <Cell label={t("column.neededBy")}>{t("neededBy", { count: row.dependants })}</Cell>
      <Cell label={t("column.confirmed")}>
        {confirmed
          ? t("by", {
              name: confirmed.by === null ? t("byProbe") : visibleText(confirmed.by),
              time: when(confirmed.at),
            })
          : t("neverConfirmed")}
      </Cell>
      <div className="screen-only needs-script board-act">
        {may ? (
          <button
            type="button"
            data-change
            aria-label={t("change.openOf", { code: row.code })}
            className="inline-flex min-h-11 items-center font-semibold underline underline-offset-4 sm:min-h-8"
          >
            {t("change.open")}
          </button>
        ) : null}
      </div>
    </li>
  );
}

function Cell(props: { label: string; printed?: boolean; children: ReactNode }) {
  return (
    <p className={props.printed ? "board-cell text-sm" : "board-cell screen-only text-sm"}>
      <span className="board-label text-ink-2">{props.label}: </span>
      {props.children}
    </p>
  );
}

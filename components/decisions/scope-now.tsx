import Link from "next/link";
import { useTranslations } from "next-intl";
import { useName } from "@/components/systems/names";
import { OutsideChecks } from "@/components/systems/outside-checks";
import { StatusBadge } from "@/components/systems/status-badge";
import { paths } from "@/lib/entry/paths";
import { visibleText } from "@/lib/kernel/visible-text";
import type { Outside } from "@/lib/systems/outside-views";
import type { BoardRow } from "@/lib/systems/views";
import { Part } from "./act-form";
import type { Reading } from "./reading";
import { When } from "./when";

/** Where the systems of this decision stand now, as we say and as they are seen from outside. */
export function ScopeNow(props: Reading & { board: BoardRow[]; outside: Outside | null }) {
  const { decision, incident, board, outside, form } = props;
  const t = useTranslations("decisions.page.now");
  const name = useName();
  if (decision.systems.length === 0) return null;
  const codes = new Set(decision.systems.map(({ code }) => code));
  const looks = outside?.rows.filter(({ code }) => codes.has(code)) ?? [];
  const seen = new Set(looks.map(({ code }) => code));
  const rows = new Map(board.map((row) => [row.code, row]));
  return (
    <>
      <Part id="scope" title={t("title")}>
        <ul className="grid gap-2">
          {decision.systems.map((system) => {
            const row = rows.get(system.code);
            return (
              <li key={system.code} className="flex flex-wrap items-start gap-x-4 gap-y-1 border-t border-line pt-2">
                <span className="min-w-0 grow">
                  <span className="font-semibold">{visibleText(name(system))}</span>{" "}
                  <code className="text-sm text-ink-2">{system.code}</code>
                </span>
                {row ? (
                  <span>
                    <StatusBadge shown={row.shown} path={row.path} limits={row.limits} />
                    {row.shownSince ? (
                      <span className="block text-sm text-ink-2">
                        {t("since")} <When at={row.shownSince} zone={incident.zone} />
                      </span>
                    ) : null}
                  </span>
                ) : null}
                {seen.has(system.code) ? null : (
                  <p className="w-full text-sm text-ink-2">
                    {t("notSeen")}{" "}
                    {outside?.abilities.add.ok ? (
                      <Link
                        href={`${paths.outside(incident.ref, { code: system.code })}#add`}
                        prefetch={false}
                        className="screen-only inline-flex min-h-6 items-center"
                      >
                        {t("add")}
                        <span className="sr-only">: {visibleText(name(system))}</span>
                      </Link>
                    ) : null}
                  </p>
                )}
              </li>
            );
          })}
        </ul>
      </Part>
      {outside
        ? looks.map((row) => (
            <OutsideChecks
              key={row.code}
              row={row}
              incident={incident}
              now={outside.asOf}
              mayAdd={outside.abilities.add.ok}
              words={form}
            />
          ))
        : null}
    </>
  );
}

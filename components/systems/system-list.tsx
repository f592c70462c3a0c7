import { useTranslations } from "next-intl";
import { columnOf, mapColumns } from "@/lib/systems/layout";
import type { MapSystem, MapView } from "@/lib/systems/views";
import { useName } from "./names";
import { StatusBadge } from "./status-badge";

/** The map in words: every system in its column, how it is shown, and what it needs. */
export function SystemList({ map }: { map: MapView }) {
  const t = useTranslations("systems.map");
  const byCode = new Map(map.systems.map((system) => [system.code, system]));
  const needs = new Map<string, MapSystem[]>();
  for (const { from, to } of map.needs) {
    const needed = byCode.get(to);
    if (needed) needs.set(from, [...(needs.get(from) ?? []), needed]);
  }
  return mapColumns.map((column) => {
    const systems = map.systems.filter(({ kind }) => columnOf(kind) === column);
    if (systems.length === 0) return null;
    return (
      <section key={column} aria-labelledby={`column-${column}`} className="rounded-lg border border-line bg-surface">
        <h3
          id={`column-${column}`}
          className="flex flex-wrap items-center gap-x-2 border-b border-line px-4 py-3 text-md"
        >
          {t(`column.${column}`)}
          <span className="text-sm font-normal text-ink-2">{t("systems.count", { count: systems.length })}</span>
        </h3>
        <ul className="divide-y divide-line">
          {systems.map((system) => (
            <Line key={system.code} system={system} needs={needs.get(system.code) ?? []} />
          ))}
        </ul>
      </section>
    );
  });
}

function Line({ system, needs }: { system: MapSystem; needs: MapSystem[] }) {
  const t = useTranslations("systems.map.systems");
  const name = useName();
  return (
    <li className="grid gap-0.5 px-4 py-2.5 [contain-intrinsic-size:auto_72px] [content-visibility:auto] print:[content-visibility:visible]">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-semibold">{name(system)}</span>
        <code className="text-sm text-ink-2">{system.code}</code>
      </p>
      <StatusBadge shown={system.shown} path={system.path} />
      {needs.length > 0 ? (
        <p className="text-sm text-ink-2">{t("needs", { names: needs.map(name).join(", ") })}</p>
      ) : null}
    </li>
  );
}

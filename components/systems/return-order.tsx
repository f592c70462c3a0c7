import { useTranslations } from "next-intl";
import type { WhatIf } from "@/lib/systems/views";
import { useName } from "./names";

/** In which order what stops would come back, folded until somebody wants it. */
export function ReturnOrder({ order }: { order: WhatIf["order"] }) {
  const t = useTranslations("systems.map.order");
  const tier = useTranslations("systems.tier");
  const name = useName();
  return (
    <details className="whole-on-paper rounded-lg border border-line bg-surface">
      <summary className="min-h-11 px-4 py-3 text-md font-bold">{t("title")}</summary>
      <p className="px-4 pb-2 text-sm text-ink-2">{t("lead")}</p>
      <ol className="list-decimal divide-y divide-line border-t border-line pl-10">
        {order.map((system) => (
          <li
            key={system.code}
            className="py-2 pr-4 pl-1 [contain-intrinsic-size:auto_56px] [content-visibility:auto] print:[content-visibility:visible]"
          >
            <span className="font-semibold">{name(system)}</span>{" "}
            <code className="text-sm text-ink-2">{system.code}</code>
            <span className="block text-sm text-ink-2">
              {tier(String(system.tier) as "0")};{" "}
              {system.mtpdHours === null ? t("noHours") : t("hours", { hours: system.mtpdHours })}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

import { useLocale, useTranslations } from "next-intl";
import { clockTime, grouped } from "@/lib/kernel/time";
import type { WhatIf } from "@/lib/systems/views";
import { twoDigits } from "@/lib/systems/what-if";
import { useName } from "./names";
import { useBecause } from "./reasons";

/** What a preview says in one breath: what stops, what goes on and why, what nobody knows (DESIGN §2, promise 4). */
export function WhatIfSentence({ preview, zone }: { preview: WhatIf; zone: string }) {
  const t = useTranslations("systems.map.sentence");
  const [name, because, language] = [useName(), useBecause(), useLocale()];
  const { services, others, uses, usesUnknown, example } = preview.tally;
  const shown = preview.effects.find(({ code }) => code === example);
  const behind = others.stops + others.limited;
  const unsure = services.unsure + others.unsure;
  const already = services.already + others.already;
  const names = preview.off.map(name);
  const all = [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(` ${t("and")} `);
  return (
    <div className="card grid gap-2 rounded-lg border-2 border-ink bg-surface p-4">
      <p className="max-w-[80ch] text-lg font-semibold">
        {t("off", { names: all, count: names.length, stops: services.stops, limited: services.limited })}
        {behind > 0 ? ` ${t("others", { count: behind })}` : null}
        {uses !== null ? ` ${t("uses", { uses: grouped(twoDigits(uses), language) })}` : null}
        {usesUnknown > 0 ? ` ${uses === null ? t("usesNone") : t("usesUnknown", { count: usesUnknown })}` : null}
      </p>
      <p className="max-w-[80ch] text-lg font-semibold">
        {shown
          ? t("keeps", { count: services.works, name: name(shown), why: because(shown.because, "clause") })
          : t("keepsNone")}{" "}
        {unsure > 0 ? t("unsure", { count: unsure }) : t("sure")}
      </p>
      <p className="text-sm text-ink-2">
        {already > 0 ? `${t("already", { count: already })} ` : null}
        {t("computed", { time: clockTime(preview.asOf, zone), version: preview.mapVersion })}
      </p>
    </div>
  );
}

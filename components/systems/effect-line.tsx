import { useLocale, useTranslations } from "next-intl";
import { dayName, grouped } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import type { DeadlineView, EffectView } from "@/lib/systems/views";
import { type EffectList, isService, twoDigits } from "@/lib/systems/what-if";
import { useName } from "./names";
import { useBecause, useWay } from "./reasons";

/** One system of a preview: what it is, why it stands in this list, and for a service what people lose and can do instead. */
export function EffectLine({ effect, list }: { effect: EffectView; list: EffectList }) {
  const t = useTranslations("systems.map.fact");
  const [name, because, way] = [useName(), useBecause(), useWay()];
  const hurts = isService(effect) && list !== "works";
  return (
    <li className="grid gap-0.5 px-4 py-2.5 [contain-intrinsic-size:auto_72px] [content-visibility:auto] print:[content-visibility:visible]">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-semibold">{name(effect)}</span>
        <code className="text-sm text-ink-2">{effect.code}</code>
      </p>
      <p className="text-sm">{list === "works" ? because(effect.because) : way(effect)}</p>
      {list === "already" ? <p className="text-sm text-ink-2">{t(`before.${effect.before}`)}</p> : null}
      {hurts ? <Loss effect={effect} /> : null}
    </li>
  );
}

function Loss({ effect }: { effect: EffectView }) {
  const t = useTranslations("systems.map.fact");
  const language = useLocale();
  const fallback = language === "sq" ? (effect.localFallback ?? effect.fallback) : effect.fallback;
  return (
    <>
      <Uses effect={effect} />
      <p className="text-sm text-ink-2">
        {fallback ? t("fallback", { fallback: visibleText(fallback) }) : t("noFallback")}
      </p>
      {effect.deadlines.map((deadline) => (
        <Deadline key={`${deadline.what} ${deadline.when}`} deadline={deadline} />
      ))}
    </>
  );
}

/** A number and, one press away, where it comes from. */
function Uses({ effect: { usesPerDay, usesSource, usesOn } }: { effect: EffectView }) {
  const t = useTranslations("systems.map.fact");
  const language = useLocale();
  if (usesPerDay === null) return <p className="text-sm text-ink-2">{t("noUses")}</p>;
  const source = usesSource && visibleText(usesSource);
  return (
    <details className="whole-on-paper text-sm text-ink-2">
      <summary className="min-h-6">{t("uses", { uses: grouped(twoDigits(usesPerDay), language) })}</summary>
      <p className="pl-4">
        {source && usesOn
          ? t("sourceOn", { source, day: dayName(usesOn, "UTC", language) })
          : source
            ? t("source", { source })
            : t("noSource")}
      </p>
    </details>
  );
}

function Deadline({ deadline: { what, when, on } }: { deadline: DeadlineView }) {
  const t = useTranslations("systems.map.fact");
  const language = useLocale();
  const day = on && dayName(new Date(`${on}T12:00:00Z`), "UTC", language);
  return (
    <p className="text-sm font-semibold">
      {day
        ? t("deadline", { what: visibleText(what), day })
        : t("deadlineUnread", { what: visibleText(what), when: visibleText(when) })}
    </p>
  );
}

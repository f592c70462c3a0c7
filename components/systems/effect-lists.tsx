import { useTranslations } from "next-intl";
import type { Shown } from "@/lib/systems/derived";
import type { EffectView, WhatIf } from "@/lib/systems/views";
import { type EffectList, effectLists, inList, isService } from "@/lib/systems/what-if";
import { EffectLine } from "./effect-line";
import { StatusGlyph } from "./status-glyph";

/** What a list is drawn with: the glyph of the state that its systems would be shown in. */
const glyphs: Record<EffectList, Shown | null> = {
  stops: "stopped_by_dependency",
  limited: "limited_by_dependency",
  unsure: "not_confirmed",
  works: "operational",
  already: null,
};
/** As many as are read at a glance; the others are one press away, and on paper. */
const AT_ONCE = 12;

/** The four answers to "what if", each with its reason, and what was so before. The same on screens, phones and paper. */
export function EffectLists({ preview }: { preview: WhatIf }) {
  return effectLists.map((list) => {
    const effects = inList(preview.effects, list);
    return list === "already" && effects.length === 0 ? null : <Answer key={list} list={list} effects={effects} />;
  });
}

function Answer({ list, effects }: { list: EffectList; effects: EffectView[] }) {
  const t = useTranslations("systems.map.list");
  const itself = effects.filter(({ chosen }) => chosen);
  const services = effects.filter((effect) => !effect.chosen && isService(effect));
  const behind = effects.filter((effect) => !effect.chosen && !isService(effect));
  const glyph = glyphs[list];
  return (
    <section aria-labelledby={`list-${list}`} className="rounded-lg border border-line bg-surface">
      <h2 id={`list-${list}`} className="flex flex-wrap items-center gap-x-2 border-b border-line px-4 py-3 text-md">
        {glyph ? <StatusGlyph shown={glyph} size={20} /> : null}
        {t(list)}
        <span className="text-sm font-normal text-ink-2">
          {t("count", { services: services.length, others: behind.length })}
        </span>
      </h2>
      {effects.length === 0 ? <p className="px-4 py-3 text-ink-2">{t("nothing")}</p> : null}
      <Lines effects={itself} list={list} />
      <Lines effects={services} list={list} />
      {behind.length > 0 && effects.length > behind.length ? (
        <h3 className="border-t border-line px-4 pt-3 text-sm font-semibold text-ink-2">{t("behind")}</h3>
      ) : null}
      <Lines effects={behind} list={list} />
    </section>
  );
}

function Lines({ effects, list }: { effects: EffectView[]; list: EffectList }) {
  const t = useTranslations("systems.map.list");
  const [first, more] = [effects.slice(0, AT_ONCE), effects.slice(AT_ONCE)];
  if (first.length === 0) return null;
  const lines = (some: EffectView[]) => (
    <ul className="divide-y divide-line border-t border-line first:border-t-0">
      {some.map((effect) => (
        <EffectLine key={effect.code} effect={effect} list={list} />
      ))}
    </ul>
  );
  return (
    <>
      {lines(first)}
      {more.length > 0 ? (
        <details className="whole-on-paper border-t border-line">
          <summary className="min-h-11 px-4 py-2.5 font-semibold">{t("all", { count: effects.length })}</summary>
          {lines(more)}
        </details>
      ) : null}
    </>
  );
}

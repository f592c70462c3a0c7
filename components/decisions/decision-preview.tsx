import { useLocale, useTranslations } from "next-intl";
import { EffectLists } from "@/components/systems/effect-lists";
import { useName } from "@/components/systems/names";
import { WhatIfSentence } from "@/components/systems/what-if-sentence";
import { kinds } from "@/lib/decisions/lists";
import type { DecisionView, PreviewView } from "@/lib/decisions/views";
import { api } from "@/lib/entry/paths";
import { duration } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { serviceOf } from "@/lib/systems/states";
import { ActForm } from "./act-form";
import type { Reading } from "./reading";
import { When } from "./when";

/**
 * What stops and what goes on if it is carried out, as it was frozen. While somebody has to answer it is drawn when this reader has opened
 * it, because that they did is kept; once it is decided, and for whoever cannot open one, the last is drawn.
 */
export function DecisionPreview(reading: Reading) {
  const { decision, incident } = reading;
  const t = useTranslations("decisions.preview");
  if (decision.version === 0) return null;
  const seen = seenOf(decision);
  return (
    <section id="preview" aria-label={t("title")} className="grid scroll-mt-16 grid-cols-[minmax(0,1fr)] gap-3">
      {seen ? <Seen preview={seen} reading={reading} /> : <Unseen {...reading} />}
      {seen ? (
        <p className="text-sm text-ink-2">
          {t("frozen", { number: seen.number, version: seen.version, needed: seen.needed })}{" "}
          <When at={seen.madeAt} zone={incident.zone} />. {t("openedBy")}{" "}
          {seen.openedBy.map(({ name }) => visibleText(name)).join(", ") || t("nobody")}.{" "}
          <span className="font-mono text-xs wrap-anywhere">{t("hash", { hash: seen.hash })}</span>
        </p>
      ) : null}
    </section>
  );
}

/** Each system that stops, is limited or goes on, with the reason; folded once it is decided. */
export function PreviewLists({ decision }: Reading) {
  const t = useTranslations("decisions.preview");
  const seen = seenOf(decision);
  if (!seen || kinds[decision.type].to === null) return null;
  return (
    <details open={isAsked(decision)} className="whole-on-paper">
      <summary className="min-h-11 py-2 font-semibold">{t("lists")}</summary>
      <div className="grid items-start gap-3 xl:grid-cols-2 print:block">
        <EffectLists preview={seen.effects} />
      </div>
    </details>
  );
}

/** It is before people, and nothing is done before they answer. */
export const isAsked = ({ state }: DecisionView) => state === "proposed" || state === "returned";

/** Somebody has still to look at it and say something. */
export const isWaiting = (decision: DecisionView) => isAsked(decision) || decision.unratified;

const seenOf = (decision: DecisionView): PreviewView | null => {
  const { preview, abilities } = decision;
  const open = preview?.openedByMe || !abilities.openPreview.ok || !isWaiting(decision);
  return preview?.current && open ? preview : null;
};

function Unseen({ decision, incident, why, form }: Reading) {
  const t = useTranslations("decisions.preview");
  return (
    <div className="card screen-only grid gap-3 rounded-lg border-2 border-ink bg-surface p-4">
      <p className="text-lg font-semibold">{t("unseen")}</p>
      {decision.abilities.openPreview.ok ? (
        <>
          <p className="text-sm text-ink-2">{t("kept")}</p>
          <ActForm action={api.decision(incident.ref, decision.number, "preview")} button={t("open")} words={form} />
        </>
      ) : (
        <p>{why.openPreview}</p>
      )}
    </div>
  );
}

function Seen({ preview, reading }: { preview: PreviewView; reading: Reading }) {
  const { decision, incident, form } = reading;
  const t = useTranslations("decisions.preview");
  const language = useLocale();
  const { to } = kinds[decision.type];
  const waits = isWaiting(decision);
  const age = decision.asOf.getTime() - preview.madeAt.getTime();
  return (
    <>
      {to === null || preview.effects.off.length === 0 ? (
        <p className="card rounded-lg border-2 border-ink bg-surface p-4 text-lg font-semibold">{t("movesNothing")}</p>
      ) : serviceOf(to) === "stops" ? (
        <WhatIfSentence preview={preview.effects} zone={incident.zone} />
      ) : (
        <Otherwise preview={preview} to={to} />
      )}
      {waits && decision.abilities.openPreview.ok ? (
        <div className="screen-only flex flex-wrap items-center gap-x-4 gap-y-1">
          <ActForm
            action={api.decision(incident.ref, decision.number, "preview")}
            button={t("again")}
            kind="plain"
            words={form}
          />
          <p className="text-sm text-ink-2">{t("age", { time: duration(age, language) })}</p>
        </div>
      ) : null}
    </>
  );
}

/** What comes back, is limited or is decommissioned is no stop, and has a sentence of its own. */
function Otherwise({ preview, to }: { preview: PreviewView; to: string }) {
  const t = useTranslations("decisions.preview");
  const name = useName();
  const { effects, off } = preview.effects;
  const back = effects.filter(({ chosen, before, verdict }) => !chosen && before !== "works" && verdict === "works");
  const limited = effects.filter(({ chosen, before, verdict }) => !chosen && before === "works" && verdict !== "works");
  return (
    <p className="card rounded-lg border-2 border-ink bg-surface p-4 text-lg font-semibold">
      {t(to === "operational" ? "returns" : "limits", {
        names: off.map((one) => visibleText(name(one))).join(", "),
        back: back.length,
        limited: limited.length,
        count: off.length,
      })}
    </p>
  );
}

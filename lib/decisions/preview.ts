import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { sha256Hex } from "@/lib/kernel/ids";
import { effectsOf } from "@/lib/systems/effects-of";
import { type SystemState, serviceOf } from "@/lib/systems/states";
import type { EffectView, WhatIf } from "@/lib/systems/views";
import { kinds } from "./lists";
import type { LoadedDecision } from "./load";
import { peopleNeeded } from "./needed";

const HOURS_MAX = 720;

/** What would happen now if a decision were carried out. */
export interface Computed {
  effects: WhatIf;
  needed: 1 | 2;
  /** What its hash is of: the text, and every system for which something changes, with the way by which. */
  seen: string;
  hash: string;
}

/** Computes the effects of the version that is before people, by the map and the states of this moment (D7). */
export async function computePreview(tx: Tx, decision: LoadedDecision, now: Date): Promise<Computed> {
  const { to } = kinds[decision.type];
  const hours = Math.min(HOURS_MAX, Math.max(1, Math.ceil((decision.words.expectedMinutes ?? 1440) / 60)));
  const codes = to === null ? [] : decision.scope.map(({ code }) => code);
  const effects = await effectsOf(tx, decision.incident.id, {
    ...{ codes, to: to ?? "operational", hours, now },
    from: to === null ? undefined : stoodBefore(decision, to),
  });
  const needed = peopleNeeded(decision.type, await withAudiences(tx, effects.effects));
  const seen = JSON.stringify({
    kulla: "preview/v1",
    text: decision.textHash,
    needed,
    changes: effects.effects.filter(isTouched).map(changeOf),
  });
  return { effects, needed, seen, hash: sha256Hex(seen) };
}

/** What was done in an emergency is ratified by what it changed, not by what it would change now that it is done. */
function stoodBefore({ emergencyReason, startedAt, ratifiedAt }: LoadedDecision, to: SystemState) {
  if (emergencyReason === null || startedAt === null || ratifiedAt !== null) return undefined;
  return serviceOf(to) === "stops" ? "operational" : to === "operational" ? "shut_down" : undefined;
}

/** Only what the decision itself changes counts: an approval does not fall away because something else broke meanwhile. */
const isTouched = ({ chosen, verdict, before }: EffectView) => chosen || verdict !== before;
const changeOf = ({ code, verdict, path }: EffectView) => [code, verdict, path.map((step) => step.code)];

async function withAudiences(tx: Tx, effects: readonly EffectView[]) {
  const touched = effects.filter(isTouched);
  const found = await tx.system.findMany({
    where: { code: { in: touched.map(({ code }) => code) } },
    select: { code: true, audiences: true },
  });
  const audiences = new Map(found.map((system) => [system.code, system.audiences]));
  return touched.map((effect) => ({ ...effect, audiences: audiences.get(effect.code) ?? [] }));
}

import { groupOf } from "./board";
import type { EffectView, NamedSystem } from "./views";

/** In which list of a preview a system stands. What was so before the change is told apart and not counted as new. */
export const effectLists = ["stops", "limited", "unsure", "works", "already"] as const;
export type EffectList = (typeof effectLists)[number];

type Placed = Pick<EffectView, "verdict" | "before">;
export const listOf = ({ verdict, before }: Placed): EffectList =>
  verdict === "works" || verdict !== before ? verdict : "already";

/** People use services themselves; everything else stands behind them. */
export const isService = ({ kind }: Pick<EffectView, "kind">) => groupOf(kind) === "services";

/** A preview in numbers. What would be switched off itself is counted nowhere but in the uses. */
export interface Tally {
  services: Record<EffectList, number>;
  others: Record<EffectList, number>;
  /** Uses a day of the services that stop or are limited; null when nobody has recorded any. */
  uses: number | null;
  /** How many of these services nobody has recorded the uses of. */
  usesUnknown: number;
  /** Of what keeps working the one that is named, because it can say why. */
  example: NamedSystem["code"] | null;
}

/** What one sentence says of a preview. */
export function tallyOf(effects: readonly EffectView[]): Tally {
  const none = () => Object.fromEntries(effectLists.map((list) => [list, 0])) as Record<EffectList, number>;
  const [services, others] = [none(), none()];
  for (const effect of effects) if (!effect.chosen) (isService(effect) ? services : others)[listOf(effect)] += 1;
  const hit = effects.filter((effect) => isService(effect) && ["stops", "limited"].includes(listOf(effect)));
  const known = hit.flatMap(({ usesPerDay }) => usesPerDay ?? []);
  const keeps = effects.filter((effect) => isService(effect) && listOf(effect) === "works");
  return {
    services,
    others,
    uses: known.length > 0 ? known.reduce((sum, uses) => sum + uses, 0) : null,
    usesUnknown: hit.length - known.length,
    example: keeps.sort((a, b) => says(b) - says(a) || byWeight(a, b))[0]?.code ?? null,
  };
}

/** A reason that can be looked at, such as another host, says more than that nothing leads there. */
const says = ({ because }: EffectView) =>
  because?.kind === "host" || because?.kind === "organisation" || because?.kind === "alternative" ? 1 : 0;

/** What people miss most first. */
const byWeight = (a: EffectView, b: EffectView) =>
  Number(isService(b)) - Number(isService(a)) ||
  a.tier - b.tier ||
  (b.usesPerDay ?? 0) - (a.usesPerDay ?? 0) ||
  (a.code < b.code ? -1 : 1);

/** The systems of one list, what would be switched off itself first, then what people miss most. */
export const inList = (effects: readonly EffectView[], list: EffectList): EffectView[] =>
  effects
    .filter((effect) => listOf(effect) === list)
    .sort((a, b) => Number(b.chosen) - Number(a.chosen) || byWeight(a, b));

/** A count as honest as it is known: 61 437 is about 61 000. */
export function twoDigits(count: number): number {
  const scale = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return Math.round(count / scale) * scale;
}

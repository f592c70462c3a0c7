import { serviceOf } from "@/lib/systems/states";
import type { EffectView } from "@/lib/systems/views";
import { type DecisionType, kinds } from "./lists";

/** A system as far as it matters for how many people have to approve. */
export interface Touched extends Pick<EffectView, "code" | "kind" | "tier" | "chosen" | "verdict" | "before"> {
  audiences: readonly string[];
}

const services: readonly string[] = ["citizen-service", "business-service", "border-service"];

const forCitizens = ({ kind, audiences }: Touched) =>
  services.includes(kind) || audiences.includes("citizens") || audiences.includes("abroad");

/**
 * How many different people have to approve (DESIGN §5): two when something of tier 0 or 1, or any service for citizens, stops. To bring such
 * a system back takes as many: an infected system that returns early is as dangerous as a stop (security.md §3.4 no. 12).
 */
export function peopleNeeded(type: DecisionType, effects: readonly Touched[]): 1 | 2 {
  const { to } = kinds[type];
  const stops = to !== null && serviceOf(to) === "stops";
  if (!stops && type !== "restore") return 1;
  const changes = ({ chosen, verdict, before }: Touched) =>
    chosen || (stops ? verdict === "stops" && before !== "stops" : before === "stops" && verdict !== "stops");
  return effects.some((effect) => changes(effect) && (effect.tier <= 1 || forCitizens(effect))) ? 2 : 1;
}

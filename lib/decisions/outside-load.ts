import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { invalid } from "@/lib/kernel/errors";
import { sightingOf } from "@/lib/systems/outside-effects";
import type { WhatIf } from "@/lib/systems/views";
import type { DecisionType } from "./lists";
import { type Confirmation, confirmationOf, isUnconfirmed, type Wanted, wantedOf } from "./outside";
import type { DecisionWords } from "./schema";
import type { SeenSystem } from "./views";

interface Carried {
  id: string;
  type: DecisionType;
  words: Pick<DecisionWords, "method">;
  incidentId: string;
  codes: readonly string[];
}

/** What is seen from outside of everything that a decision promised, in four reads however many systems it is about. */
export async function confirmationsOf(tx: Tx, decision: Carried, now: Date): Promise<SeenSystem[]> {
  const { id: decisionId, type, words, incidentId, codes } = decision;
  const preview = await tx.decisionPreview.findFirst({
    where: { decisionId },
    orderBy: { number: "desc" },
    select: { effects: true },
  });
  const foreseen = (preview?.effects as unknown as WhatIf | undefined)?.effects ?? [];
  const wanted = wantedOf({ type, method: words.method, codes }, foreseen);
  if (wanted.length === 0) return [];
  return judged(tx, incidentId, wanted, now);
}

async function judged(tx: Tx, incidentId: string, wanted: readonly Wanted[], now: Date): Promise<SeenSystem[]> {
  const found = await tx.system.findMany({
    where: { code: { in: wanted.map(({ code }) => code) }, retiredAt: null },
    select: { id: true, code: true, name: true, localName: true, plan: { select: { probe: true } } },
  });
  const ids = found.map(({ id }) => id);
  const looks = await tx.outsideCheck.findMany({ where: { incidentId, systemId: { in: ids }, side: "outside" } });
  const byCode = new Map(found.map((system) => [system.code, system]));
  return wanted.flatMap((one): SeenSystem[] => {
    const system = byCode.get(one.code);
    if (!system) return [];
    const own = looks.filter(({ systemId }) => systemId === system.id).map(sightingOf);
    const { judgement, ...rest } = confirmationOf(one, system.plan?.probe ?? null, own, now);
    return [{ ...rest, ...judgement, name: system.name, localName: system.localName }];
  });
}

const asConfirmation = (seen: SeenSystem): Confirmation => ({ ...seen, judgement: seen });

/** How many of them could be looked at and are not confirmed. */
export const unconfirmedOf = (seen: readonly SeenSystem[]): SeenSystem[] =>
  seen.filter((one) => isUnconfirmed(asConfirmation(one)));

/**
 * What stands in the line of an act about how it was seen from outside: what two independent points confirm, what they do not, and why it
 * counts all the same. @throws Refusal beside the field where that reason is missing
 */
export function saidOfOutside(seen: readonly SeenSystem[], because: string | undefined) {
  const open = unconfirmedOf(seen);
  if (open.length > 0 && !because) throw invalid({ unconfirmed: "not-seen-outside" });
  const list = (systems: readonly SeenSystem[]) => systems.map(({ code }) => code).join(", ");
  const agreed = seen.filter(({ verdict }) => verdict === "agree");
  return {
    ...(agreed.length > 0 && { confirmed: list(agreed) }),
    ...(open.length > 0 && because && { unconfirmed: list(open), because }),
  };
}

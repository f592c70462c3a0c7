import "server-only";
import type { Tx } from "@/lib/kernel/db";
import type { WhatIf } from "@/lib/systems/views";
import type { DecisionRow } from "./rows";
import type { Drawing } from "./shape";
import type { AnswerView, EffectChange, PreviewView } from "./views";

/** The last preview as it was frozen, who opened it, and what is otherwise than an approval saw that fell away by it. */
export async function previewOf(
  tx: Tx,
  row: DecisionRow,
  { people, reader }: Drawing,
  answers: readonly AnswerView[],
): Promise<PreviewView | null> {
  const [last] = row.previews;
  if (!last) return null;
  const [{ effects: kept }, openings] = [
    await tx.decisionPreview.findUniqueOrThrow({ where: { id: last.id }, select: { effects: true } }),
    await tx.previewOpening.findMany({ where: { previewId: last.id }, orderBy: { openedAt: "asc" } }),
  ];
  const effects = revived(kept);
  return {
    hash: last.hash,
    short: last.hash.slice(0, 12),
    number: last.number,
    version: last.version,
    mapVersion: String(last.mapVersion),
    needed: last.needed,
    madeAt: last.madeAt,
    effects,
    openedBy: openings.map(({ personId, openedAt }) => ({ ...people.name(personId), at: openedAt })),
    current: last.version === row.version,
    openedByMe: openings.some(({ personId }) => personId === reader.personId),
    since: await sinceApproved(tx, row.id, answers, effects),
  };
}

/** Effects that were kept as JSON, with their times as times again. */
function revived(kept: unknown): WhatIf {
  const { asOf, effects, ...rest } = kept as WhatIf;
  return {
    ...rest,
    asOf: new Date(asOf),
    effects: effects.map((effect) => ({ ...effect, usesOn: effect.usesOn && new Date(effect.usesOn) })),
  };
}

async function sinceApproved(
  tx: Tx,
  decisionId: string,
  answers: readonly AnswerView[],
  now: WhatIf,
): Promise<EffectChange[]> {
  const fallen = answers.findLast((one) => one.void === "effects");
  if (!fallen?.previewHash) return [];
  const found = await tx.decisionPreview.findFirst({
    where: { decisionId, hash: fallen.previewHash },
    select: { effects: true },
  });
  const before = (found?.effects as unknown as WhatIf | undefined)?.effects ?? [];
  const verdicts = new Map(before.map(({ code, verdict }) => [code, verdict]));
  const codes = new Set(now.effects.map(({ code }) => code));
  const gone = before.filter(({ code }) => !codes.has(code)).map((one) => change(one, one.verdict, null));
  return [...now.effects.map((one) => change(one, verdicts.get(one.code) ?? null, one.verdict)), ...gone].filter(
    ({ from, to }) => from !== to,
  );
}

const change = (
  { code, name, localName }: WhatIf["effects"][number],
  from: EffectChange["from"],
  to: EffectChange["to"],
): EffectChange => ({ code, name, localName, from, to });

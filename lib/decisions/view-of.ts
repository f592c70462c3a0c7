import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import type { LoadedIncident } from "@/lib/incidents/load";
import type { Tx } from "@/lib/kernel/db";
import { abilitiesOf } from "./abilities";
import { missingToApprove } from "./complete";
import { beforeOf, voidOf } from "./counting";
import type { Downtime } from "./downtime";
import { changedFields } from "./freeze";
import { type DecisionType, kinds, type Stage } from "./lists";
import { confirmationsOf, unconfirmedOf } from "./outside-load";
import { People } from "./people";
import { rightTo } from "./policy";
import { previewOf } from "./preview-view";
import { readDowntimes } from "./read-downtimes";
import { type DecisionRow, readRows } from "./rows";
import { DecisionWords } from "./schema";
import { countedOf, type Drawing, factsOf, lineOf, linked } from "./shape";
import type { ApproverView, CriterionView, DecisionView, Said, StageView, StepView, VersionView } from "./views";

interface Asked {
  incident: LoadedIncident;
  number: number;
  reader: Actor;
  now: Date;
}

/** One decision with everything that its page shows; null when there is none. */
export async function viewOf(tx: Tx, { incident, number, reader, now }: Asked): Promise<DecisionView | null> {
  const rows = await readRows(tx, incident, number);
  const [row] = rows.decisions;
  if (!row) return null;
  const people = await People.of(tx, incident.id);
  const drawing: Drawing = { ...rows, people, reader, now };
  const words = DecisionWords.parse(row.words);
  const systems = row.scope.map(({ system }) => system.code);
  const steps = await stepsOf(tx, row, people);
  const criteria = await criteriaOf(tx, row, people);
  const stages = await stagesOf(tx, row, people);
  const answers = answersOf(row, people);
  const undone = row.undoes && (await tx.decisionCriterion.findMany({ where: { decisionId: row.undoes.id } }));
  return {
    ...lineOf(row, drawing),
    revision: row.revision,
    words,
    textHash: row.versions[0]?.hash ?? null,
    missing: missingToApprove({ type: row.type as DecisionType, systems, undoes: row.undoes?.number, words }),
    undoes: row.undoes && linked(row.undoes),
    undoneBy: (await tx.decision.findMany({ where: { undoesId: row.id }, orderBy: { number: "asc" } })).map(linked),
    preview: await previewOf(tx, row, drawing, answers),
    answers,
    versions: await versionsOf(tx, row, people),
    approvers: approversOf(row, drawing),
    emergencyReason: row.emergencyReason,
    ratifiedAt: row.ratifiedAt,
    startedBy: people.maybe(row.startedById),
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    verified: row.verifiedById && row.verifiedAt ? { by: people.name(row.verifiedById), at: row.verifiedAt } : null,
    closedAt: row.closedAt,
    endReason: row.endReason,
    losesMemory: words.method === "power-off" && !words.memoryCaptured,
    criteria,
    steps,
    stages,
    downtimes: await downtimesOf(tx, row, now),
    outside: await outsideOf(tx, row, words, now),
    abilities: abilitiesOf(row, {
      ...drawing,
      facts: factsOf(row, rows),
      counted: countedOf(row, people),
      carriedOutBy: [...steps.flatMap(({ act }) => act?.by.id ?? []), ...stages.map(({ by }) => by.id)],
      openCriteria: (undone ?? []).filter(({ metAt, waivedAt }) => !metAt && !waivedAt).length,
      missing: missingToApprove({ type: row.type as DecisionType, systems, undoes: row.undoes?.number, words }),
    }),
    asOf: now,
  };
}

/** How long its systems did not serve, since the stop began until it was closed; of a return, since the stop that it ends began. */
function downtimesOf(tx: Tx, row: DecisionRow, now: Date): Promise<Downtime[]> | Downtime[] {
  const stop = kinds[row.type as DecisionType].stop ? row : row.undoes;
  if (!stop?.startedAt) return [];
  const systemIds = row.scope.map(({ system }) => system.id);
  return readDowntimes(tx, {
    incidentId: row.incidentId,
    systemIds,
    from: stop.startedAt,
    until: stop.closedAt ?? now,
  });
}

/** While it is carried out, and as long as what it did still has to be seen. */
async function outsideOf(tx: Tx, row: DecisionRow, words: DecisionWords, now: Date): Promise<DecisionView["outside"]> {
  const type = row.type as DecisionType;
  const seen = ["executing", "failed", "in-force", "executed", ...(kinds[type].stop ? ["verified"] : [])];
  if (!seen.includes(row.state)) return null;
  const codes = row.scope.map(({ system }) => system.code);
  const systems = await confirmationsOf(tx, { id: row.id, type, words, incidentId: row.incidentId, codes }, now);
  return systems.length > 0 ? { systems, unconfirmed: unconfirmedOf(systems).length } : null;
}

function answersOf(row: DecisionRow, people: People): DecisionView["answers"] {
  const now = beforeOf(row, row.previews[0]?.hash ?? null);
  const belongs = people.belonging();
  return row.approvals.map((one) => ({
    id: one.id,
    says: one.says as DecisionView["answers"][number]["says"],
    person: people.name(one.personId),
    by: one.by as DecisionView["answers"][number]["by"],
    reason: one.reason,
    factor: one.factor,
    weaker: one.weaker,
    at: one.givenAt,
    version: one.version,
    textHash: one.textHash,
    previewHash: one.previewHash,
    void: one.says === "approve" ? voidOf(one, now, belongs) : null,
  }));
}

async function versionsOf(tx: Tx, row: DecisionRow, people: People): Promise<VersionView[]> {
  const found = await tx.decisionVersion.findMany({ where: { decisionId: row.id }, orderBy: { version: "desc" } });
  const texts = found.map(({ text }) => JSON.parse(text) as Said);
  return found.flatMap(({ version, hash, madeById, madeAt }, index) => {
    const [after, before] = [texts[index], texts[index + 1]];
    if (!after) return [];
    const { type, title, systems, undoes, words } = after;
    const said = { type, title, systems, undoes, words };
    const changed = before ? changedFields(before, after) : [];
    return [{ version, hash, madeBy: people.name(madeById), madeAt, changed, said }];
  });
}

/** Who could approve at this moment: not whoever proposed, wrote or began it. */
function approversOf(row: DecisionRow, { people, incident, delegations, now }: Drawing): ApproverView[] {
  const facts = factsOf(row, { incident, delegations });
  const counted = new Set(countedOf(row, people).map(({ personId }) => personId));
  return people.present().flatMap(({ id, roles }) => {
    if ([facts.proposedById, facts.madeById, facts.startedById].includes(id)) return [];
    const right = rightTo({ personId: id, roles }, facts, now);
    return right ? [{ ...people.name(id), by: right.by, approved: counted.has(id) }] : [];
  });
}

async function criteriaOf(tx: Tx, row: DecisionRow, people: People): Promise<CriterionView[]> {
  const found = await tx.decisionCriterion.findMany({ where: { decisionId: row.id }, orderBy: { position: "asc" } });
  return found.map(({ position, text, metAt, metById, evidence, waivedAt, waivedById, waiver }) => ({
    position,
    text,
    met: metAt && metById ? { by: people.name(metById), at: metAt, evidence: evidence ?? "" } : null,
    waived: waivedAt && waivedById ? { by: people.name(waivedById), at: waivedAt, reason: waiver ?? "" } : null,
  }));
}

async function stepsOf(tx: Tx, row: DecisionRow, people: People): Promise<StepView[]> {
  const found = await tx.decisionStep.findMany({
    where: { decisionId: row.id },
    orderBy: { position: "asc" },
    include: { system: true, acts: { orderBy: { recordedAt: "desc" }, take: 1 } },
  });
  return found.map(({ position, kind, system, text, acts: [act] }) => ({
    position,
    kind: kind as StepView["kind"],
    system: system && { code: system.code, name: system.name, localName: system.localName },
    text,
    act: act
      ? { done: act.done, note: act.note, by: people.name(act.byId), at: act.occurredAt, recordedAt: act.recordedAt }
      : null,
  }));
}

async function stagesOf(tx: Tx, row: DecisionRow, people: People): Promise<StageView[]> {
  const found = await tx.decisionStage.findMany({ where: { decisionId: row.id }, orderBy: { at: "asc" } });
  const names = new Map(row.scope.map(({ system: { id, code, name, localName } }) => [id, { code, name, localName }]));
  return found.map(({ stage, systemIds, conditions, limits, byId, at }) => ({
    stage: stage as Stage,
    systems: systemIds.flatMap((id) => names.get(id) ?? []),
    conditions,
    limits,
    by: people.name(byId),
    at,
  }));
}

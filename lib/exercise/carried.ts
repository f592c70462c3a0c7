import "server-only";
import { asActor } from "@/lib/access/as-actor";
import { finishDecision } from "@/lib/decisions/commands/finish-decision";
import { openStage } from "@/lib/decisions/commands/open-stage";
import { skipStep } from "@/lib/decisions/commands/skip-step";
import { tickStep } from "@/lib/decisions/commands/tick-step";
import { notBack } from "@/lib/decisions/finish";
import { standing } from "@/lib/decisions/history";
import { finishAsHistory, openStageAsHistory, retireAsHistory } from "@/lib/decisions/history-of-return";
import { runCommand } from "@/lib/entry/command";
import { type Act, past, voice } from "./decided-people";
import { stageTo, type Way, wayOf } from "./decided-systems";
import type { CarriedOut } from "./decision-schema";
import type { Scene } from "./happenings";
import { type Together, together, UNTOLD } from "./standings";
import { historyOf } from "./system-history";

const UNSAID = "historical: the file does not say whether this was done";
const WHEN = "historical: the file says only by when all was done";

/** What was done to the systems of a decision, from the first step to the last stage, and when it was called carried out. */
export function carrying(scene: Scene, decision: CarriedOut, number: number): Act[] {
  const own = historyOf(scene.file.systems).filter(
    ({ does }) => does.what === "state" && does.decision === decision.id,
  );
  const moves = (["step", "stage", "retirement"] as const).flatMap((way) =>
    together(own.filter((step) => wayOf(step, scene.file.decisions) === way)).map(
      (steps): Act => ({
        at: steps[0].at.toISOString(),
        rank: 6,
        happen: (now) => ways[way](scene, decision, number, steps, now),
      }),
    ),
  );
  return [...moves, { at: decision.executedTo, rank: 7, happen: (now) => end(scene, decision, number, now) }];
}

type Doing = (scene: Scene, decision: CarriedOut, number: number, steps: Together, now: Date) => Promise<unknown>;
const ways: Record<Way, Doing> = {
  step: async (scene, { executedBy }, number, steps, clock) => {
    const token = await voice(scene, executedBy);
    const ref = scene.file.incident.reference;
    for (const { code, note } of steps) {
      const step = (await stepsOf(scene, executedBy, number)).find((one) => one.kind === "state" && one.code === code);
      const raw = { ref, number, step: step?.position ?? 0, note: note.slice(0, 500) };
      await runCommand(tickStep, { token, raw, loaded: { clock } });
    }
  },
  stage: async (scene, decision, number, steps, clock) => {
    const [{ note, does }] = steps;
    const stage = does.what === "state" ? stageTo[does.to] : undefined;
    if (!stage) return;
    const systems = steps.map(({ code }) => code);
    const limits = stage === "limited" ? (note || UNTOLD).slice(0, 300) : null;
    const met = metBy(scene, decision, clock);
    const opened = { stage, conditions: [note, met].filter(Boolean).join(". ") || UNTOLD, limits };
    const { id } = scene.commander.file;
    if (Date.parse(decision.executedTo) < clock.getTime())
      return past(scene, id, number, clock, (was) => openStageAsHistory(was, { ...opened, codes: systems }));
    const raw = { ref: scene.file.incident.reference, number, systems, ...opened, limits: limits ?? "" };
    return runCommand(openStage, { token: await voice(scene, id), raw, loaded: { clock } });
  },
  retirement: (scene, _decision, number, steps, now) => {
    const codes = steps.map(({ code }) => code);
    return past(scene, scene.commander.file.id, number, now, (was) => retireAsHistory(was, codes));
  },
};

/** What the decision asked for before its systems come back, as far as it was met by then. */
const metBy = ({ cast }: Scene, { restoration }: CarriedOut, now: Date): string =>
  restoration
    .filter(({ metAt }) => metAt && Date.parse(metAt) <= now.getTime())
    .map(({ text, verifiedBy }) => `${text} (${cast.players.get(verifiedBy ?? "")?.file.roleTitle ?? "–"})`)
    .join("; ");

async function end(scene: Scene, { executedBy }: CarriedOut, number: number, clock: Date) {
  const token = await voice(scene, executedBy);
  const { reference: ref } = scene.file.incident;
  for (const { position: step, kind, code, said } of await stepsOf(scene, executedBy, number)) {
    if (said) continue;
    const one = { ref, number, step };
    // A step of a system's plan is not known to have been taken; what the decision itself says was, by this time.
    if (kind === "step" && code)
      await runCommand(skipStep, { token, raw: { ...one, reason: UNSAID }, loaded: { clock } });
    else await runCommand(tickStep, { token, raw: { ...one, note: WHEN }, loaded: { clock } });
  }
  const open = await asActor(token, async (tx) => notBack(tx, await standing(tx, ref, number)));
  if (open.length > 0) return past(scene, executedBy, number, clock, finishAsHistory);
  return runCommand(finishDecision, { token, raw: { ref, number }, loaded: { clock } });
}

const stepsOf = async (scene: Scene, code: string, number: number) =>
  asActor(await voice(scene, code), async (tx) => {
    const { id } = await standing(tx, scene.file.incident.reference, number);
    const steps = await tx.decisionStep.findMany({
      where: { decisionId: id },
      orderBy: { position: "asc" },
      include: { system: { select: { code: true } }, acts: { take: 1 } },
    });
    return steps.map(({ position, kind, system, acts }) => ({
      position,
      kind,
      code: system?.code ?? null,
      said: acts.length > 0,
    }));
  });

import "server-only";
import type { NewEntry } from "@/lib/record/append";
import { entryOf } from "./effects";
import { finish, notBack } from "./finish";
import { type Past, underMark } from "./history";
import type { Stage } from "./lists";
import { marked, markOf, unmet } from "./mark";
import { moveSystems } from "./move-systems";
import { settleStop } from "./settle-stop";
import { keepStage, stateIn } from "./stages";

/** A decision to restore was called carried out while some of its systems were not back. */
export async function finishAsHistory({ tx, decision, now }: Past): Promise<NewEntry[]> {
  const open = await notBack(tx, decision);
  if (open.length === 0) throw new Error(`${decision.name} can be finished by the rules`);
  const { state, more } = await finish(tx, decision, now);
  const historical = markOf([unmet("D10", `not back: ${open.join(", ")}`)]);
  return [entryOf(decision, "decision.finished", { state, historical }), ...more];
}

interface Opened {
  stage: Stage;
  codes: readonly string[];
  conditions: string;
  limits: string | null;
}

/** Systems came back by a decision that had been called carried out before. */
export async function openStageAsHistory({ tx, actor, decision, now }: Past, opened: Opened): Promise<NewEntry[]> {
  const { stage, codes, limits } = opened;
  const systems = decision.scope.filter(({ code }) => codes.includes(code));
  return underMark(tx, [unmet("S6", "brought back after its decision was carried out")], async (mark) => {
    const conditions = marked(mark, opened.conditions).slice(0, 1000);
    const moved = await moveSystems(tx, { actor, decision, codes, to: stateIn[stage], limits, since: now, now });
    await keepStage(tx, { decision, actor, stage, systems, conditions, limits, now });
    const words = { stage, codes: codes.join(", "), conditions, ...(limits && { limits }) };
    return [entryOf(decision, "decision.stage-opened", words), ...moved, ...(await settleStop(tx, decision))];
  });
}

/** Systems were taken out of use for good by a decision to restore, which for us is a decision of its own. */
export async function retireAsHistory({ tx, actor, decision, now }: Past, codes: readonly string[]) {
  const to = "decommissioned";
  const reason = marked(markOf([unmet("S6", "taken out of use by a decision to restore")]), decision.title);
  const moved = await moveSystems(tx, { actor, decision, codes, to, since: now, now });
  const lines = moved.map((line) => ({ ...line, data: { ...line.data, reason: `${decision.name} ${reason}` } }));
  return [...(lines as NewEntry[]), ...(await settleStop(tx, decision))];
}

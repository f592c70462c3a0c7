import "server-only";
import { asActor } from "@/lib/access/as-actor";
import { runCommand } from "@/lib/entry/command";
import { confirmState } from "@/lib/systems/commands/confirm-state";
import { setCompromise } from "@/lib/systems/commands/set-compromise";
import { setState } from "@/lib/systems/commands/set-state";
import { wayOf } from "./decided-systems";
import type { Happening, Scene } from "./happenings";
import { type Player, playerOf } from "./known";
import { type HistoryStep, historyOf } from "./system-history";

export const UNTOLD = "No reason is given in the file.";

/**
 * Where the systems of the file stood, as people set it: systems that changed together, for one reason, in one command. What a decision did to
 * its systems is not here: they move by its own acts.
 */
export function standings(scene: Scene): Happening[] {
  const steps = historyOf(scene.file.systems).filter((step) => wayOf(step, scene.file.decisions) === null);
  return together(steps).map((steps) => {
    const [{ at, code }] = steps;
    return { at, id: code, happen: () => stand(scene, steps) };
  });
}

export type Together = [HistoryStep, ...HistoryStep[]];

export function together(steps: readonly HistoryStep[]): Together[] {
  const groups = new Map<string, Together>();
  for (const step of steps) {
    const alone = step.does.what === "state" ? "" : step.code;
    const key = JSON.stringify([step.at, step.does, step.note, alone]);
    const group = groups.get(key);
    if (group) group.push(step);
    else groups.set(key, [step]);
  }
  return [...groups.values()];
}

async function stand(scene: Scene, steps: Together): Promise<void> {
  const [step] = steps;
  const { at, code, note, does } = step;
  const { reference: ref } = scene.file.incident;
  const versions = await versionsOf(scene);
  const seen = (system: string) => ({ code: system, version: versions.get(system) ?? 0 });
  const loaded = { clock: at };
  const occurredAt = at.toISOString();
  const reason = note || UNTOLD;
  if (does.what === "state") {
    const { to: state, precision } = does;
    const systems = steps.map((one) => seen(one.code));
    const limits = state === "restored_limited" ? { limits: reason.slice(0, 300) } : {};
    const raw = { ref, systems, state, reason, occurredAt, precision, ...limits };
    await runCommand(setState, { token: await tokenOf(scene, scene.commander), raw, loaded });
  } else if (does.what === "compromise") {
    const raw = { ref, ...seen(code), compromise: does.to, reason, occurredAt };
    await runCommand(setCompromise, { token: await tokenOf(scene, who(scene, step)), raw, loaded });
  } else {
    const token = await tokenOf(scene, keeperOf(scene, code) ?? scene.commander);
    await runCommand(confirmState, { token, raw: { ref, ...seen(code) }, loaded });
  }
}

/** What the commander has before them. */
const versionsOf = async (scene: Scene) =>
  asActor(await tokenOf(scene, scene.commander), async (tx) => {
    const rows = await tx.systemState.findMany({
      where: { incident: { ref: scene.file.incident.reference } },
      select: { version: true, system: { select: { code: true } } },
    });
    return new Map(rows.map(({ version, system }) => [system.code, version]));
  });

/** Whoever the file names as the cleaner records it where they may; another commander than that records that it was verified (S7). */
function who(scene: Scene, { code, note, does }: HistoryStep): Player {
  const cleaner = named(scene, code, /\b(?:by|led by) (P-\d+)/.exec(note.split("cleaned").at(-1) ?? "")?.[1]);
  const verifies = does.what === "compromise" && does.to === "verified-clean";
  if (!verifies) return cleaner ?? scene.commander;
  const commanders = [...scene.cast.players.values()].filter(({ file }) => file.appRole === "INCIDENT_COMMANDER");
  return (cleaner ? scene.commander : commanders.find(({ id }) => id !== scene.commander.id)) ?? scene.commander;
}

/** Somebody of the agency's staff who may speak for this system. */
function named({ cast, file }: Scene, code: string, person: string | undefined): Player | null {
  const player = cast.players.get(person ?? "");
  const system = file.systems.find(({ id }) => id === code);
  if (player?.file.appRole !== "AGENCY_STAFF" || !system) return null;
  return [system.ownerOrg, system.operatorOrg].includes(player.file.organisation) ? player : null;
}

const keeperOf = (scene: Scene, code: string) =>
  scene.file.people.map(({ id }) => named(scene, code, id)).find((player) => player !== null);

export const tokenOf = ({ voices, cast }: Scene, { file }: Player) => voices.of(playerOf(cast.players, file.id).id);

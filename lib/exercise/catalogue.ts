import "server-only";
import { runCommand } from "@/lib/entry/command";
import type { Tx } from "@/lib/kernel/db";
import { addDependency } from "@/lib/systems/commands/add-dependency";
import { addSystem } from "@/lib/systems/commands/add-system";
import type { Cast } from "./people";
import type { ExerciseFile } from "./schema";
import { type FileSystem, fileKinds } from "./system-schema";

/**
 * Brings the systems of a file and what they need into the catalogue, by the commander's hand. A system that an earlier file brought stays
 * as it is, with its needs. What a file says of a need counts as confirmed by whoever loads it.
 */
export async function keepCatalogue(tx: Tx, token: string, file: ExerciseFile, cast: Cast, clock: Date): Promise<void> {
  const codes = file.systems.map(({ id }) => id);
  const there = await tx.system.findMany({ where: { code: { in: codes } }, select: { code: true } });
  const known = new Set(there.map(({ code }) => code));
  const added = file.systems.filter(({ id }) => !known.has(id));
  const by = new Map(file.systems.map((system) => [system.id, system]));
  const loaded = { clock };
  for (const system of added) {
    const host = by.get(system.hostedOn ?? "");
    await runCommand(addSystem, { token, raw: formOf(system, host, cast), loaded });
  }
  for (const { id: code, hostedOn, dependsOn } of added) {
    const need = (needs: string, hosting: boolean) =>
      runCommand(addDependency, { token, raw: { code, needs, kind: "needs", hosting, confirmed: true }, loaded });
    if (hostedOn) await need(hostedOn, true);
    for (const needs of dependsOn) if (needs !== hostedOn) await need(needs, false);
  }
}

/** What the form of a system would say. */
function formOf(system: FileSystem, host: FileSystem | undefined, { organisations }: Cast) {
  const { fallback, provenance } = system;
  const told = (said: string | null | undefined) => (said && said.toLowerCase() !== "none" ? said : "");
  return {
    code: system.id,
    name: system.name,
    localName: system.localName,
    kind: fileKinds[system.kind],
    owner: organisations.get(system.ownerOrg),
    operator: organisations.get(system.operatorOrg),
    host: organisations.get((host ?? system).operatorOrg),
    tier: system.tier,
    essential: system.essential,
    rtoHours: system.rtoHours || null,
    mtpdHours: system.mtpdHours || null,
    rpoHours: system.rpoHours ?? null,
    audiences: system.audiences,
    usesPerDay: system.usesPerDay,
    usesSource: system.usesSource,
    deadlines: system.deadlines,
    fallback: told(fallback),
    localFallback: told(system.localFallback),
    exposure: system.internetFacing ? "internet" : "internal",
    provenance: provenance && [provenance.flag, provenance.note].filter(Boolean).join(": "),
    contacts: system.contacts,
    shutdownSteps: system.shutdownSteps,
    restoreSteps: system.restoreSteps,
  };
}

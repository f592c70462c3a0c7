import "server-only";
import type { AddSystem } from "./schema";

const day = (said: string | null | undefined) => (said ? new Date(said) : null);

/** The row of a system as the form says it; what is left out is nothing. */
export const systemRow = (input: Omit<AddSystem, "code">) => ({
  name: input.name,
  localName: input.localName ?? null,
  kind: input.kind,
  ownerId: input.owner,
  operatorId: input.operator,
  maintainerId: input.maintainer ?? null,
  hostId: input.host ?? null,
  tier: input.tier,
  essential: input.essential,
  rtoHours: input.rtoHours ?? null,
  mtpdHours: input.mtpdHours ?? null,
  rpoHours: input.rpoHours ?? null,
  mbco: input.mbco ?? null,
  audiences: input.audiences,
  usesPerDay: input.usesPerDay ?? null,
  usesSource: input.usesSource ?? null,
  usesOn: day(input.usesOn),
  deadlines: input.deadlines,
  fallback: input.fallback ?? null,
  localFallback: input.localFallback ?? null,
  exposure: input.exposure,
  publicName: input.publicName ?? null,
  localPublicName: input.localPublicName ?? null,
  provenance: input.provenance ?? null,
});

/** What only those who run the response need of it. */
export const planRow = (input: Omit<AddSystem, "code">) => ({
  contacts: input.contacts,
  shutdownSteps: input.shutdownSteps ?? [],
  restoreSteps: input.restoreSteps ?? [],
  probe: input.probe ?? null,
  backupGoodAt: day(input.backupGoodAt),
  backupTestedAt: day(input.backupTestedAt),
});

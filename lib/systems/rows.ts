import "server-only";
import { env } from "@/lib/kernel/env";
import { instantOf } from "@/lib/kernel/time";
import type { AddSystem } from "./schema";

const day = (said: string | null | undefined) => (said ? new Date(said) : null);

/** A moment; one without a zone is what the clock of this house showed. */
function moment(said: string | null | undefined): Date | null {
  if (!said) return null;
  const [date = "", time = ""] = said.split("T");
  return /(Z|[+-]\d\d:?\d\d)$/.test(time) ? new Date(said) : instantOf(date, time.slice(0, 5), env().KULLA_ZONE);
}

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

type Contact = AddSystem["contacts"][number];
/** JSON in the database knows no "undefined". */
const present = (contact: Contact) =>
  Object.fromEntries(Object.entries(contact).filter(([, value]) => value !== undefined)) as Contact;

/** What only those who run the response need of it. */
export const planRow = (input: Omit<AddSystem, "code">) => ({
  contacts: input.contacts.map(present),
  shutdownSteps: input.shutdownSteps ?? [],
  restoreSteps: input.restoreSteps ?? [],
  probe: input.probe ?? null,
  backupGoodAt: moment(input.backupGoodAt),
  backupTestedAt: moment(input.backupTestedAt),
});

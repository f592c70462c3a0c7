import { z } from "zod";
import { systemAudiences, type systemKinds } from "@/lib/systems/lists";
import { Contact, Deadline } from "@/lib/systems/schema";
import { filePrecisions, flag, Id, Ids, Moment, text, words } from "./form";

/** How the kinds of a file are called here. */
export const fileKinds = {
  CITIZEN_SERVICE: "citizen-service",
  BUSINESS_SERVICE: "business-service",
  BORDER_SERVICE: "border-service",
  APPLICATION: "application",
  REGISTRY: "registry",
  WEBSITE: "website",
  BACK_OFFICE: "back-office",
  EMAIL: "email",
  IDENTITY: "identity",
  PLATFORM: "platform",
  DATA_CENTRE: "data-centre",
  NETWORK: "network",
  SERVER: "server",
  ENDPOINT_FLEET: "endpoints",
  SECURITY: "security",
  EXTERNAL: "external",
} as const satisfies Record<string, (typeof systemKinds)[number]>;
export const fileStates = [
  "OPERATIONAL",
  "DEGRADED",
  "DOWN_ATTACK",
  "DOWN_DEFENSIVE",
  "DOWN_DEPENDENCY",
  "DOWN_MAINTENANCE",
  "RESTORING",
  "RESTORED_LIMITED",
  "DECOMMISSIONED",
] as const;
export const fileCompromises = [
  "NOT_ASSESSED",
  "NO_EVIDENCE",
  "SUSPECTED",
  "CONFIRMED",
  "CLEANED",
  "VERIFIED_CLEAN",
] as const;

const hours = z.int().min(0).max(87_600).nullish();

const Stood = z.strictObject({
  at: Moment,
  state: z.enum(fileStates),
  decisionId: Id.nullish(),
  precision: z.enum(filePrecisions).default("minute"),
  flag: flag.optional(),
  note: text(500),
});
const WasBroken = z.strictObject({
  at: Moment,
  state: z.enum(fileCompromises),
  flag: flag.optional(),
  note: text(500),
});

/** A system of the file with its two histories. Keys after `compromiseHistory` are optional additions of ours. */
export const FileSystem = z.strictObject({
  id: z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,39}$/, "is no code of a system"),
  name: words(200),
  currentState: z.enum(fileStates).optional(),
  currentCompromise: z.enum(fileCompromises).optional(),
  kind: z.enum(Object.keys(fileKinds) as (keyof typeof fileKinds)[]).default("APPLICATION"),
  ownerOrg: Id,
  operatorOrg: Id,
  hostedOn: z.string().nullish(),
  dependsOn: Ids.default([]),
  tier: z.int().min(0).max(4).default(3),
  rtoHours: hours,
  mtpdHours: hours,
  rpoHours: hours,
  essential: z.boolean().default(false),
  internetFacing: z.boolean().default(false),
  fallback: text(500).nullish(),
  provenance: z.strictObject({ flag, sources: Ids, note: text(500).nullish() }).optional(),
  statusHistory: z.array(Stood).default([]),
  compromiseHistory: z.array(WasBroken).default([]),
  localName: words(200).optional(),
  localFallback: words(500).optional(),
  usesPerDay: z.int().min(0).optional(),
  usesSource: words(300).optional(),
  audiences: z.array(z.enum(systemAudiences)).optional(),
  deadlines: z.array(Deadline).optional(),
  contacts: z.array(Contact).optional(),
  shutdownSteps: z.array(words(500)).optional(),
  restoreSteps: z.array(words(500)).optional(),
  confirmedAt: z.array(Moment).optional(),
});
export type FileSystem = z.output<typeof FileSystem>;

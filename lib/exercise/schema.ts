import { z } from "zod";
import { roles } from "@/lib/access/roles";
import { Ref } from "@/lib/incidents/schema";
import { organisationKinds } from "@/lib/people/schema";
import { audiences, bases, entryKinds } from "@/lib/record/catalog";
import { tlps } from "@/lib/record/tlp";
import { FileDecision } from "./decision-schema";
import { filePrecisions, flag, Id, Ids, Moment, text, words } from "./form";
import { FileSystem } from "./system-schema";

/**
 * The format of an exercise file, as prisma/seed/albania-2022.json. What this floor loads is strict; what later floors will show
 * (`later`) is only looked at for its ids and references. Keys of an entry after `conflictId` are optional additions of ours.
 */

const Day = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, "is no date, month or year");
const Link = z.url({ protocol: /^https?$/ });
const Zone = z.string().refine((zone) => {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
}, "is no time zone");

export const categories = [
  "ADVERSARY_ACTIVITY",
  "ANALYSIS",
  "CITIZEN_IMPACT",
  "COMMS_INTERNAL",
  "COMMS_PUBLIC",
  "CONTAINMENT",
  "CONTEXT",
  "CORRECTION",
  "DECISION",
  "DETECTION",
  "ERADICATION",
  "EXTERNAL_COORDINATION",
  "HANDOVER",
  "LEGAL_REGULATORY",
  "RECOVERY",
  "SYSTEM_STATUS",
  "THREAT_INTEL",
] as const;
const stages = [
  "PRE_DETECTION",
  "DETECTION_ANALYSIS",
  "CONTAINMENT",
  "ERADICATION",
  "RECOVERY",
  "POST_INCIDENT",
] as const;
const statuses = [
  "OPEN",
  "CONTAINMENT",
  "ERADICATION",
  "RECOVERY",
  "MONITORING",
  "POST_INCIDENT",
  "CLOSED",
  "FALSE_ALARM",
] as const;
const ranks = ["EMERGENCY", "SEVERE", "HIGH", "MEDIUM", "LOW", "BASELINE_MINOR", "BASELINE_NEGLIGIBLE"] as const;

const Incident = z.strictObject({
  id: Id,
  reference: Ref,
  title: words(200).min(3),
  summary: words(4000),
  status: z.enum(statuses),
  determination: z.string().optional(),
  severity: z.enum(ranks),
  severityBasis: z.string().optional(),
  classification: z.string().optional(),
  detectedAt: Moment,
  declaredAt: Moment,
  compromisedSince: Moment.nullish(),
  compromisedSincePrecision: z.enum(filePrecisions).nullish(),
  containedAt: Moment.nullable(),
  recoveredAt: Moment.nullable(),
  closedAt: Moment.nullable(),
  timezone: Zone,
  defaultTlp: z.enum(tlps),
  outOfBand: z.boolean().optional(),
  leadOrg: Id,
  motive: z.string().optional(),
  attackCampaign: z.string().nullish(),
  services: z.looseObject({}).optional(),
  provenance: z.strictObject({ flag, sources: Ids, note: z.string().nullish() }).optional(),
});

const Source = z.strictObject({
  id: Id,
  title: words(300),
  url: Link.nullable(),
  date: Day.nullable(),
  verification: z.enum(["read", "indirect", "memory"]),
});

const Organisation = z.strictObject({
  id: Id,
  name: words(200),
  localName: words(200).nullable(),
  type: z.enum(organisationKinds),
  role: words(300),
  provenance: z.strictObject({ flag, sources: Ids.optional() }).optional(),
});

const Person = z.strictObject({
  id: Id,
  roleTitle: words(120),
  organisation: Id,
  appRole: z.enum([...roles, "ADMIN"]),
  tier: z.enum(["GOLD", "SILVER", "BRONZE", "NONE"]).optional(),
  provenance: z.strictObject({ flag }).optional(),
});

const Technique = z.strictObject({
  id: z.string().regex(/^T\d{4}(\.\d{3})?$/, "is no ATT&CK technique"),
  name: words(200),
  tactics: z.array(words(60)),
  inC0038: z.boolean().optional(),
});

export const Entry = z.strictObject({
  id: Id,
  logNumber: z.int().min(1),
  occurredAt: Moment,
  precision: z.enum(filePrecisions),
  recordedAt: Moment,
  recordedBy: Id,
  lateEntry: z.boolean(),
  category: z.enum(categories),
  phase: z.enum(stages),
  title: words(300),
  description: words(4000),
  provenance: z.strictObject({
    flag,
    timeFlag: z.enum(["public", "exercise", "approximate"]),
    sources: Ids,
    note: text(1000).nullable(),
  }),
  attack: Ids,
  systems: Ids,
  organisations: Ids,
  iocs: Ids,
  decisionId: Id.nullable(),
  taskId: Id.nullable(),
  situationReportId: Id.nullable(),
  admiralty: z
    .string()
    .regex(/^[A-F][1-6]$/, "is no grade of source and fact")
    .nullable(),
  keyEvent: z.boolean(),
  tlp: z.enum(tlps),
  corrects: Id.nullable(),
  conflictId: Id.nullable(),
  kind: z.enum(entryKinds).optional(),
  basis: z.enum(bases).optional(),
  audience: z.enum(audiences).exclude(["audit"]).optional(),
  readers: z.array(Id).min(1).max(200).optional(),
  writtenAt: Moment.optional(),
});

/** What only later floors show: each needs an id, and its references must lead somewhere. */
const Later = z.array(z.looseObject({ id: Id })).default([]);
export const later = {
  adversaries: "adversaries",
  operationalPeriods: "operational periods",
  iocs: "indicators",
  engagements: "engagements",
  tasks: "tasks",
  situationReports: "situation reports",
  obligations: "obligations",
  publicStatements: "public statements",
  conflictingClaims: "conflicting claims",
} as const;
export type LaterList = keyof typeof later;
const laterLists = Object.fromEntries(Object.keys(later).map((list) => [list, Later])) as Record<
  LaterList,
  typeof Later
>;

export const ExerciseFile = z.strictObject({
  _readme: z.looseObject({ relativeTo: Moment.optional() }).optional(),
  incident: Incident,
  sources: z.array(Source),
  organisations: z.array(Organisation).min(1),
  people: z.array(Person).min(1),
  attackTechniques: z.array(Technique),
  timeline: z.array(Entry).min(1),
  systems: z.array(FileSystem).default([]),
  decisions: z.array(FileDecision).default([]),
  ...laterLists,
});

export type ExerciseFile = z.output<typeof ExerciseFile>;
export type FileIncident = ExerciseFile["incident"];
export type FilePerson = ExerciseFile["people"][number];
export type FileOrganisation = ExerciseFile["organisations"][number];
export type FileEntry = ExerciseFile["timeline"][number];
export type ListName = Exclude<keyof ExerciseFile, "_readme" | "incident">;

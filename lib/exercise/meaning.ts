import type { Phase } from "@/lib/incidents/machine";
import type { EntryKind, Precision, reasonKinds, WrittenWords } from "@/lib/record/catalog";
import type { Severity } from "@/lib/record/severity";
import type { filePrecisions } from "./form";
import type { categories, FileEntry, FileIncident } from "./schema";

/** How the words of an exercise file are said here (DESIGN §5). */

const severityOf: Record<FileIncident["severity"], Severity> = {
  EMERGENCY: "S1",
  SEVERE: "S2",
  HIGH: "S2",
  MEDIUM: "S3",
  LOW: "S4",
  BASELINE_MINOR: "S4",
  BASELINE_NEGLIGIBLE: "S4",
};
export const severity = (incident: FileIncident): Severity => severityOf[incident.severity];

const phaseOf: Record<FileIncident["status"], Phase> = {
  OPEN: "assessing",
  CONTAINMENT: "containing",
  ERADICATION: "eradicating",
  RECOVERY: "restoring",
  MONITORING: "watching",
  POST_INCIDENT: "watching",
  CLOSED: "closed",
  FALSE_ALARM: "false-alarm",
};
export const phaseAtTheEnd = (incident: FileIncident): Phase => phaseOf[incident.status];

const precisionOf: Record<(typeof filePrecisions)[number], Precision> = {
  minute: "exact",
  hour: "about",
  day: "day",
  month: "month",
};
export const precision = (entry: FileEntry): Precision => precisionOf[entry.precision];

const kindOf: Record<(typeof categories)[number], EntryKind> = {
  ADVERSARY_ACTIVITY: "finding",
  ANALYSIS: "finding",
  DETECTION: "finding",
  THREAT_INTEL: "finding",
  CONTAINMENT: "action",
  ERADICATION: "action",
  RECOVERY: "action",
  COMMS_INTERNAL: "message",
  EXTERNAL_COORDINATION: "message",
  HANDOVER: "message",
  COMMS_PUBLIC: "statement",
  CITIZEN_IMPACT: "note",
  CONTEXT: "note",
  CORRECTION: "note",
  DECISION: "note",
  LEGAL_REGULATORY: "note",
  SYSTEM_STATUS: "note",
};
export const kind = (entry: FileEntry): EntryKind => entry.kind ?? kindOf[entry.category];

/** What an entry of the file says, as the committed words of an entry here. */
export function words(entry: FileEntry): WrittenWords {
  const { provenance } = entry;
  const refs = [entry.decisionId, entry.taskId, entry.situationReportId, entry.conflictId].filter(
    (ref) => ref !== null,
  );
  return {
    text: entry.description,
    title: entry.title,
    basis: entry.basis ?? "fact",
    category: entry.category,
    phase: entry.phase,
    systems: entry.systems,
    organisations: entry.organisations,
    attack: entry.attack,
    sources: provenance.sources,
    provenance: provenance.flag,
    timeProvenance: provenance.timeFlag,
    refs: [...refs, ...entry.iocs],
    ...(provenance.note && { provenanceNote: provenance.note }),
    ...(entry.admiralty && { admiralty: entry.admiralty }),
  };
}

const hints: [RegExp, (typeof reasonKinds)[number]][] = [
  [/\b(times?|hours?|dates?)\b/i, "wrong-time"],
  [/\b(systems?|servers?|sites?)\b/i, "wrong-system"],
  [/\b(numbers?|figures?|counts?)\b/i, "wrong-number"],
  [/\b(persons?|names?)\b/i, "wrong-person"],
];

/** The file says in its title why an entry was corrected: "Correction: start time of second wave". */
export function correctionReason({ title }: FileEntry) {
  const reason = title.replace(/^correction:\s*/i, "");
  return { reason, reasonKind: hints.find(([hint]) => hint.test(reason))?.[1] ?? ("other" as const) };
}

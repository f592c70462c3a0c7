import type { ListName } from "./schema";

/** Something in a file that is wrong, with the id of the record that holds it. */
export interface Problem {
  id: string;
  says: string;
}

type Source = ListName | "incident";
type Raw = Record<string, unknown>;

const nouns: Record<ListName, string> = {
  sources: "source",
  organisations: "organisation",
  people: "person",
  attackTechniques: "technique",
  timeline: "entry of this incident",
  adversaries: "adversary",
  systems: "system",
  decisions: "decision",
  operationalPeriods: "operational period",
  iocs: "indicator",
  engagements: "engagement",
  tasks: "task",
  situationReports: "situation report",
  obligations: "obligation",
  publicStatements: "public statement",
  conflictingClaims: "conflicting claim",
};

/** Which field of which list names a record of which other list. */
const references: Partial<Record<Source, Record<string, ListName>>> = {
  incident: { leadOrg: "organisations", "provenance.sources": "sources" },
  organisations: { "provenance.sources": "sources" },
  people: { organisation: "organisations" },
  adversaries: { sources: "sources" },
  systems: {
    ownerOrg: "organisations",
    operatorOrg: "organisations",
    hostedOn: "systems",
    dependsOn: "systems",
    "provenance.sources": "sources",
    "statusHistory.decisionId": "decisions",
  },
  decisions: {
    systems: "systems",
    dependentSystems: "systems",
    proposedBy: "people",
    decidedBy: "people",
    executedBy: "people",
    verifiedBy: "people",
    ratifiedBy: "people",
    "restoration.verifiedBy": "people",
    "lifecycle.by": "people",
    restoredBy: "decisions",
    restores: "decisions",
    extends: "decisions",
    "provenance.sources": "sources",
  },
  operationalPeriods: { commander: "people" },
  timeline: {
    recordedBy: "people",
    readers: "people",
    "provenance.sources": "sources",
    attack: "attackTechniques",
    systems: "systems",
    organisations: "organisations",
    iocs: "iocs",
    decisionId: "decisions",
    taskId: "tasks",
    situationReportId: "situationReports",
    corrects: "timeline",
    conflictId: "conflictingClaims",
  },
  iocs: { sources: "sources", attack: "attackTechniques", systems: "systems" },
  engagements: { organisation: "organisations", liaison: "people", sources: "sources" },
  tasks: {
    assignedOrg: "organisations",
    assignedTo: "people",
    systems: "systems",
    decisionId: "decisions",
    dependsOn: "tasks",
  },
  situationReports: {
    preparedBy: "people",
    approvedBy: "people",
    decisionsInPeriod: "decisions",
    openShutdowns: "decisions",
  },
  obligations: { owner: "people" },
  publicStatements: { by: "organisations", sources: "sources" },
  conflictingClaims: { sources: "sources" },
};

/** References that lead nowhere, and ids that stand twice. Looks at the file as it came, so that one wrong value hides no other. */
export function brokenReferences(file: Raw): Problem[] {
  const known = Object.fromEntries((Object.keys(nouns) as ListName[]).map((list) => [list, idsOf(file[list])]));
  const dangling = (Object.keys(references) as Source[]).flatMap((list) =>
    recordsOf(file[list]).flatMap((record) =>
      Object.entries(references[list] ?? {}).flatMap(([path, target]) =>
        valuesAt(record, path.split("."))
          .filter((value) => typeof value !== "string" || !known[target]?.has(value))
          .map((value) => ({
            id: nameOf(record, list),
            says: `${path}: there is no ${nouns[target]} ${JSON.stringify(value)}`,
          })),
      ),
    ),
  );
  return [...dangling, ...(Object.keys(nouns) as ListName[]).flatMap((list) => twice(file[list], list))];
}

/** A list as its records, one record as itself. */
export const recordsOf = (value: unknown): Raw[] => (Array.isArray(value) ? value : [value]).filter(isRecord);
export const isRecord = (value: unknown): value is Raw =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const nameOf = (record: Raw | undefined, otherwise: string) =>
  typeof record?.["id"] === "string" && record["id"] !== "" ? record["id"] : otherwise;

const idsOf = (list: unknown) => new Set(recordsOf(list).map(({ id }) => id));

function twice(list: unknown, name: string): Problem[] {
  const seen = new Set<unknown>();
  return recordsOf(list).flatMap((record) => {
    const again = seen.has(record["id"]);
    seen.add(record["id"]);
    return again ? [{ id: nameOf(record, name), says: `id: stands twice in ${name}` }] : [];
  });
}

/** Every value at a path, through lists on the way; null means that nothing is named. */
function valuesAt(value: unknown, [step, ...rest]: string[]): unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((one) => valuesAt(one, step === undefined ? [] : [step, ...rest]));
  if (step === undefined) return [value];
  return isRecord(value) ? valuesAt(value[step], rest) : [];
}

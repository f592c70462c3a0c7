import { tlps } from "@/lib/record/tlp";
import { brokenCorrections } from "./corrections";
import { brokenDecisions } from "./decided-rules";
import { stepsOf } from "./phases";
import { isRecord, nameOf, type Problem, recordsOf } from "./references";
import { Entry, ExerciseFile, type FileEntry, type FilePerson } from "./schema";

/** The rules of the record that a file must keep (domain.md §6: T2, T5, L2, L3, H2; §4.2), each over what of the file has its form. */

const MINUTE = 60_000;
const LATE_MINUTES = 15;
const AHEAD_MINUTES = 5;
const at = (text: string) => new Date(text).getTime();

/** Everything that breaks a rule; looks at the file as it came and leaves out what has no form. */
export function brokenRules(raw: Record<string, unknown>, now: Date): Problem[] {
  const entries = recordsOf(raw["timeline"]).flatMap((one) => Entry.safeParse(one).data ?? []);
  const people = recordsOf(raw["people"]).flatMap((one) => ExerciseFile.shape.people.element.safeParse(one).data ?? []);
  const cast: Cast = {
    people: new Map(people.map((person) => [person.id, person])),
    engagements: recordsOf(raw["engagements"]),
  };
  return [
    ...numbering(raw["timeline"]),
    ...entries.flatMap((entry) => [...times(entry, now), ...sharing(entry), ...author(entry, cast)]),
    ...brokenCorrections(entries, cast.people),
    ...brokenDecisions(raw, now),
    ...incident(raw["incident"], entries, people, now),
  ];
}

interface Cast {
  people: Map<string, FilePerson>;
  engagements: Record<string, unknown>[];
}

/** Log numbers are 1, 2, 3 … and time never goes back along them (DESIGN §8). */
function numbering(timeline: unknown): Problem[] {
  const lines = recordsOf(timeline)
    .filter((one) => typeof one["logNumber"] === "number")
    .map((one) => ({
      id: nameOf(one, "timeline"),
      number: Number(one["logNumber"]),
      recorded: at(String(one["recordedAt"])),
    }))
    .sort((a, b) => a.number - b.number);
  return lines.flatMap(({ id, number, recorded }, index) => {
    const before = lines[index - 1];
    const last = before?.number ?? 0;
    const problems: Problem[] = [];
    if (before && number === last) problems.push({ id, says: `logNumber: ${number} is also that of ${before.id}` });
    else if (number > last + 1)
      problems.push({ id, says: `logNumber: ${number} follows ${last}; ${last + 1} is missing` });
    if (before && recorded < before.recorded)
      problems.push({ id, says: `recordedAt: is earlier than that of ${before.id}, the line before` });
    return problems;
  });
}

function times({ id, occurredAt, recordedAt, writtenAt, lateEntry }: FileEntry, now: Date): Problem[] {
  const late = at(recordedAt) - at(occurredAt) > LATE_MINUTES * MINUTE;
  const ahead = (text: string) => at(text) > at(recordedAt) + AHEAD_MINUTES * MINUTE;
  return [
    ...(ahead(occurredAt) ? [{ id, says: `occurredAt: is more than ${AHEAD_MINUTES} minutes after recordedAt` }] : []),
    ...(writtenAt && ahead(writtenAt)
      ? [{ id, says: `writtenAt: is more than ${AHEAD_MINUTES} minutes after recordedAt` }]
      : []),
    ...(at(recordedAt) > now.getTime() ? [{ id, says: "recordedAt: is in the future" }] : []),
    ...(late !== lateEntry ? [{ id, says: `lateEntry: must be ${late}, by the rule of ${LATE_MINUTES} minutes` }] : []),
  ];
}

/** Need to know: a TLP:RED entry names its readers, and names are given only where they count. */
function sharing({ id, tlp, audience, readers, corrects }: FileEntry): Problem[] {
  if (corrects !== null) return [];
  const named = audience === "named";
  return [
    ...(tlp === "TLP:RED" && !named ? [{ id, says: "audience: a TLP:RED entry must be named, with its readers" }] : []),
    ...(named !== (readers !== undefined)
      ? [{ id, says: "readers: belong to an audience that is named, and it to them" }]
      : []),
  ];
}

const writers = ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF", "EXTERNAL_RESPONDER"];

/** Who may write; an outside responder only during an engagement of their organisation and up to its ceiling. */
function author({ id, recordedBy, recordedAt, tlp }: FileEntry, { people, engagements }: Cast): Problem[] {
  const person = people.get(recordedBy);
  if (!person) return [];
  if (!writers.includes(person.appRole))
    return [{ id, says: `recordedBy: ${recordedBy} is ${person.appRole} and writes no log` }];
  if (person.appRole !== "EXTERNAL_RESPONDER") return [];
  const moment = at(recordedAt);
  const live = engagements.find(
    ({ organisation, startedAt, endedAt }) =>
      organisation === person.organisation &&
      moment >= at(String(startedAt)) &&
      (typeof endedAt !== "string" || moment <= at(endedAt)),
  );
  if (!live) return [{ id, says: `recordedBy: no engagement of ${person.organisation} covers ${recordedAt}` }];
  const ceiling: unknown = live["tlpCeiling"];
  const above = tlps.indexOf(tlp) > (tlps as readonly unknown[]).indexOf(ceiling);
  return above ? [{ id, says: `tlp: is above the ceiling of ${nameOf(live, "the engagement")}` }] : [];
}

function incident(raw: unknown, entries: FileEntry[], people: FilePerson[], now: Date): Problem[] {
  const parsed = ExerciseFile.shape.incident.safeParse(raw);
  const missing = ["INCIDENT_COMMANDER", "ADMIN"].filter((role) => !people.some(({ appRole }) => appRole === role));
  const cast = missing.map((role) => ({ id: "people", says: `nobody has the role ${role}` }));
  if (!parsed.success || !isRecord(raw)) return cast;
  const { id, detectedAt, declaredAt, containedAt, recoveredAt, closedAt, status } = parsed.data;
  const dates = [detectedAt, declaredAt, containedAt, recoveredAt, closedAt]
    .filter((date) => typeof date === "string")
    .map(at);
  const inOrder = dates.every((date, index) => index === 0 || date >= (dates[index - 1] ?? date));
  const after = closedAt === null ? [] : entries.filter(({ recordedAt }) => at(recordedAt) > at(closedAt));
  return [
    ...cast,
    ...(inOrder
      ? []
      : [{ id, says: "detectedAt, declaredAt, containedAt, recoveredAt and closedAt must follow one another" }]),
    ...(dates.some((date) => date > now.getTime()) ? [{ id, says: "a date of the incident is in the future" }] : []),
    ...(stepsOf(parsed.data, entries) ? [] : [{ id, says: `status: nothing in the file leads to ${status}` }]),
    ...after.map((entry) => ({ id: entry.id, says: `recordedAt: the incident was closed at ${closedAt}` })),
  ];
}

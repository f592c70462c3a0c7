import { tlps } from "@/lib/record/tlp";
import type { Problem } from "./references";
import type { FileEntry, FilePerson } from "./schema";

type People = Map<string, FilePerson>;

/**
 * A correction names an earlier entry that is the newest of its chain (L2, L3) and within its author's reach (domain.md §4.2). Its readers are
 * those of what it corrects, and its label is never wider (H2).
 */
export function brokenCorrections(entries: FileEntry[], people: People): Problem[] {
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const corrected = new Map<string, string>();
  const found: Problem[] = [];
  for (const entry of [...entries].sort((a, b) => a.logNumber - b.logNumber)) {
    const { id, corrects, category, tlp, recordedBy } = entry;
    const claim = (holds: boolean, says: string) => {
      if (!holds) found.push({ id, says });
    };
    claim(
      (corrects !== null) === (category === "CORRECTION"),
      "corrects: an entry of category CORRECTION, and only such, names what it corrects",
    );
    const target = corrects === null ? undefined : known.get(corrects);
    if (!target) continue;
    const newer = corrected.get(target.id);
    corrected.set(target.id, id);
    const first = firstOf(target, known);
    claim(target.logNumber < entry.logNumber, `corrects: ${target.id} is not an earlier entry`);
    claim(newer === undefined, `corrects: ${target.id} was already corrected by ${newer}, which is the newest`);
    claim(
      mayCorrect(people.get(recordedBy), target, first, people),
      `recordedBy: ${recordedBy} may not correct ${target.id}`,
    );
    claim(tlps.indexOf(tlp) >= tlps.indexOf(target.tlp), `tlp: is wider than that of ${target.id}`);
    claim(tlp !== "TLP:RED" || first.audience === "named", `tlp: TLP:RED needs readers, and ${first.id} names none`);
    claim(!entry.audience && !entry.readers, `audience: a correction has the readers of ${first.id}`);
  }
  return found;
}

/** Where a chain of corrections begins; a chain that goes round ends at its earliest entry. */
function firstOf(entry: FileEntry, known: Map<string, FileEntry>): FileEntry {
  const before = entry.corrects === null ? undefined : known.get(entry.corrects);
  return before && before.logNumber < entry.logNumber ? firstOf(before, known) : entry;
}

function mayCorrect(person: FilePerson | undefined, target: FileEntry, first: FileEntry, people: People): boolean {
  if (!person || person.id === target.recordedBy) return true;
  const commands = person.appRole === "INCIDENT_COMMANDER" || person.appRole === "DECISION_AUTHORITY";
  const named = first.readers?.includes(person.id) || first.recordedBy === person.id;
  const reads = first.audience === "named" ? named : first.audience !== "command" || commands;
  const ours = person.appRole === "AGENCY_STAFF" && person.organisation === people.get(target.recordedBy)?.organisation;
  return Boolean(reads) && (commands || ours);
}

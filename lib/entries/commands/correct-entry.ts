import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { strictest } from "@/lib/record/tlp";
import { holdImport, isOvertaken, loadEntry } from "../load";
import { mayCorrect } from "../policy";
import { CorrectEntry } from "../schema";

/** A person corrects an entry by a new one that says why; the first stays readable, with the same readers and label (H2). */
export const correctEntry = defineCommand({
  name: "entry.correct",
  input: CorrectEntry,
  load: (tx, actor, { ref, number }) => loadEntry(tx, actor, ref, number),
  allow: (actor, entry) => mayCorrect(actor, entry),
  incident: ({ incidentId }) => incidentId,
  async run({ tx, subject: entry, input, loaded }) {
    // Two corrections of the same entry at once: the second waits here and then sees the first.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${entry.id}, 0))`;
    await holdImport(tx, entry);
    if (await isOvertaken(tx, entry.id)) throw conflict("corrected-meanwhile");
    return {
      result: {},
      entries: [
        {
          type: "entry.corrected",
          incident: entry.incidentId,
          subjectType: "entry",
          subjectId: entry.id,
          corrects: entry.id,
          kind: entry.kind ?? "note",
          audience: entry.audience,
          tlp: strictest(entry.tlp, loaded?.tlp ?? entry.tlp),
          key: entry.key,
          readers: entry.readers,
          precision: input.precision ?? entry.precision,
          occurredAt: input.occurredAt ? new Date(input.occurredAt) : entry.occurredAt,
          ...(input.occurredUntil
            ? { occurredUntil: new Date(input.occurredUntil) }
            : !input.precision && entry.occurredUntil
              ? { occurredUntil: entry.occurredUntil }
              : {}),
          data: {
            ...(loaded?.words ?? entry.words),
            text: input.text,
            reasonKind: input.reasonKind,
            ...(input.reason && { reason: input.reason }),
          },
        },
      ],
    };
  },
});

import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import type { NewEntry } from "@/lib/record/append";
import type { Tlp } from "@/lib/record/tlp";
import { loadImport } from "../load";
import { mayUndo } from "../policy";
import { UndoImport } from "../schema";

interface Left {
  id: string;
  tlp: Tlp;
  recordedAt: Date;
  touched: boolean;
}

/** Whoever imported, or the commander, takes back an import: each entry that nobody corrected is withdrawn by a new line that says why; every line stays. */
export const undoImport = defineCommand({
  name: "import.undo",
  input: UndoImport,
  load: (tx, _actor, { ref, id }) => loadImport(tx, ref, id),
  allow: (actor, batch) => mayUndo(actor, batch),
  incident: ({ incident }) => incident.id,
  async run({ tx, actor, subject: batch, input: { reason }, now }) {
    // Corrections of its entries hold this lock too, and see the withdrawal or are seen by it.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${batch.id}, 0))`;
    const { count } = await tx.importBatch.updateMany({
      where: { id: batch.id, undoneAt: null },
      data: { undoneAt: now, undoneById: actor.personId, undoneReason: reason },
    });
    if (count === 0) throw conflict("already-so");
    const lines = await tx.$queryRaw<Left[]>`
      SELECT e.id, e.tlp, e.recorded_at AS "recordedAt", EXISTS (SELECT 1 FROM entry c WHERE c.corrects_id = e.id OR c.withdraws_id = e.id) AS touched
      FROM entry e WHERE e.subject_type = 'import' AND e.subject_id = ${batch.id}::uuid AND e.type = 'entry.logged' ORDER BY e.seq`;
    const left = lines.filter(({ touched }) => !touched);
    const kept = lines.length - left.length;
    const place = { incident: batch.incident.id, audience: batch.audience };
    return {
      result: { withdrawn: left.length, kept },
      entries: [
        {
          type: "import.undone",
          ...place,
          subjectType: "import",
          subjectId: batch.id,
          ...(lines[0] && { tlp: lines[0].tlp }),
          data: { file: batch.file, count: left.length, kept, reason },
        },
        ...left.map(
          ({ id, tlp, recordedAt }): NewEntry => ({
            type: "entry.undone",
            ...place,
            tlp,
            subjectType: "entry",
            subjectId: id,
            withdraws: id,
            data: { afterSeconds: Math.max(0, Math.round((now.getTime() - recordedAt.getTime()) / 1000)), reason },
          }),
        ),
      ],
    };
  },
});

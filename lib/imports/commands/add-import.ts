import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { unnamedFiles } from "@/lib/files/load";
import { loadIncident } from "@/lib/incidents/load";
import { mayImport } from "@/lib/incidents/policy";
import type { Tx } from "@/lib/kernel/db";
import { invalid } from "@/lib/kernel/errors";
import { sha256Hex } from "@/lib/kernel/ids";
import type { NewEntry } from "@/lib/record/append";
import type { KeptFile } from "@/lib/record/catalog";
import { AddImport } from "../schema";
import type { StagedRow } from "../stage";
import { stagedRows, tickedRows } from "../staged";

/**
 * Someone of the response adds the ticked rows of a file or a paper sheet as entries, all of them or none, while the incident is open.
 * The photo of a sheet belongs to its first entry, where readers of the log find it.
 */
export const addImport = defineCommand({
  name: "import.add",
  input: AddImport,
  load: (tx, _actor, { ref }) => loadIncident(tx, ref),
  allow: (actor, incident) => mayImport(actor, incident),
  incident: ({ id }) => id,
  async run({ tx, actor, subject: incident, input, now }) {
    const { rows, kind, audience, tlp, sheet, photo, ref, ...file } = input;
    const ticked = tickedRows(await stagedRows({ ref, ...file }, now), rows);
    const sha256 = sha256Hex(file.content);
    const picture = photo && (await photoOf(tx, incident.id, photo));
    const { id } = await tx.importBatch.create({
      data: {
        incidentId: incident.id,
        file: file.name,
        sha256,
        format: file.format,
        sheet: sheet ?? null,
        photoId: photo ?? null,
        rows: ticked.length,
        audience,
        addedById: actor.personId,
        addedAt: now,
      },
      select: { id: true },
    });
    const place = {
      incident: incident.id,
      subjectType: "import",
      subjectId: id,
      audience,
      ...(tlp && { tlp }),
    };
    const origin = { batch: id, file: file.name, sha256, ...(sheet && { sheet }) };
    return {
      result: { id, count: ticked.length, sha256 },
      entries: [
        {
          type: "import.added",
          ...place,
          data: { file: file.name, sha256, count: ticked.length, ...(sheet && { sheet }), ...(photo && { photo }) },
        },
        ...ticked.map(
          (row, at): NewEntry => ({
            type: "entry.logged",
            ...place,
            kind,
            precision: row.precision,
            ...(row.at && { occurredAt: row.at }),
            data: {
              text: row.text,
              imported: { ...origin, ...wordsOf(row) },
              ...(picture && at === 0 && { files: [picture] }),
            },
          }),
        ),
      ],
    };
  },
});

/** @throws Refusal invalid, when the importer did not add this file or another entry has it */
async function photoOf(tx: Tx, incidentId: string, id: string): Promise<KeptFile> {
  const [file] = await unnamedFiles(tx, incidentId, [id], null);
  if (!file) throw invalid({ photo: "no-such-file" });
  return file;
}

const wordsOf = ({ row, no, who, initials }: StagedRow) => ({
  row,
  ...(no && { no }),
  ...(who && { who }),
  ...(initials && { initials }),
});

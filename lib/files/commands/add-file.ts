import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { loadIncident } from "@/lib/incidents/load";
import { checkRoom } from "../load";
import { mayAddFile } from "../policy";
import { AddFile } from "../schema";
import { place } from "../store";

/** Someone who writes in the log adds a file, whose content has been received; it is nobody else's until an entry names it. */
export const addFile = defineCommand({
  name: "file.add",
  input: AddFile,
  load: (tx, _actor, { ref }) => loadIncident(tx, ref),
  allow: (actor, incident) => mayAddFile(actor, incident.id),
  incident: ({ id }) => id,
  async run({ tx, actor, subject: incident, input }) {
    // Two files at once must not both take the last room.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`files ${incident.id}`}, 0))`;
    await checkRoom(tx, incident.id, input.size);
    const { name, size, type, sha256 } = input;
    const { id } = await tx.file.create({
      data: { incidentId: incident.id, personId: actor.personId, name, size, type, sha256 },
      select: { id: true },
    });
    await place(sha256);
    return {
      result: { id, sha256, name, size, type },
      entries: [
        {
          type: "file.added",
          incident: incident.id,
          subjectType: "file",
          subjectId: id,
          data: { sha256, size, type },
        },
      ],
    };
  },
});

import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import type { KeptFile } from "@/lib/record/catalog";

/** A file as this reader may have it, or null. Reading one of a TLP:RED entry is recorded in the same transaction. */
export const getFile = (actor: Actor, ref: string, id: string): Promise<KeptFile | null> =>
  asActor(actor.token, async (tx) => {
    const [found] = await tx.$queryRaw<(KeptFile & { red: boolean })[]>`
      SELECT f.id::text AS id, f.name, f.size, f.type, f.sha256,
        EXISTS (SELECT 1 FROM entry_file l JOIN entry e ON e.id = l.entry_id WHERE l.file_id = f.id AND e.tlp = 'TLP:RED') AS red
      FROM file f JOIN incident i ON i.id = f.incident_id WHERE i.ref = ${ref} AND f.id = ${id}::uuid`;
    if (!found) return null;
    const { red, ...file } = found;
    if (red) await tx.$executeRaw`SELECT app.record_file_read(${id}::uuid)`;
    return file;
  });

/** Whether this writer may add a file here, asked before a byte of it is read: null when the incident does not exist for them. */
export const placeForFile = (actor: Actor, ref: string) =>
  asActor(actor.token, (tx) => tx.incident.findUnique({ where: { ref }, select: { id: true } }));

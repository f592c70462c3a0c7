import "server-only";
import type pg from "pg";
import { hashOnDisk } from "./store";

/** Checks that every kept file still has the hash under which it was added, and that the record names the same. To be run as the owner. */
export async function verifyFiles(client: pg.ClientBase): Promise<{ ok: boolean; lines: string[] }> {
  const { rows } = await client.query<{ sha256: string }>("SELECT DISTINCT sha256 FROM file ORDER BY sha256");
  const broken: string[] = [];
  for (const { sha256 } of rows) {
    const found = await hashOnDisk(sha256);
    if (found !== sha256) broken.push(`BROKEN: the file ${sha256} ${found ? `has the hash ${found}` : "is missing"}.`);
  }
  const { rows: named } = await client.query<{ id: string }>(`
    SELECT l.file_id::text AS id FROM entry_file l JOIN file f ON f.id = l.file_id JOIN entry_body b ON b.entry_id = l.entry_id
    WHERE NOT b.body::jsonb->'files' @> jsonb_build_array(jsonb_build_object('id', f.id, 'sha256', f.sha256, 'name', f.name, 'size', f.size, 'type', f.type))`);
  broken.push(...named.map(({ id }) => `BROKEN: the record names the file ${id} with other words than are kept.`));
  return {
    ok: broken.length === 0,
    lines: [`${rows.length} kept files read${broken.length === 0 ? ", each with its hash." : "."}`, ...broken],
  };
}

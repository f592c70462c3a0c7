import "server-only";
import type pg from "pg";
import { hashOnDisk } from "@/lib/files/store";
import type { Finding } from "@/lib/record/verify-line";

interface Checked {
  count: number;
  /** Named by a line, and brought by no bundle: its origin had lost it. */
  absent: number;
  findings: Finding[];
}

/** Reads every file again that a foreign log brought, and looks that a line names it. */
export async function verifyForeignFiles(client: pg.ClientBase, log: string): Promise<Checked> {
  const { rows } = await client.query<{ sha256: string; kept: boolean; named: boolean }>(FILES, [log]);
  const findings: Finding[] = [];
  for (const { sha256, named } of rows.filter(({ kept }) => kept)) {
    const found = await hashOnDisk(sha256);
    if (!named) findings.push({ kind: "file", says: `The file ${sha256} is named by no line.` });
    if (found !== sha256)
      findings.push({ kind: "file", says: `The file ${sha256} ${found ? `has the hash ${found}` : "is missing"}.` });
  }
  const count = rows.filter(({ kept }) => kept).length;
  return { count, absent: rows.length - count, findings };
}

const FILES = `
SELECT coalesce(f.sha256, n.sha256) AS sha256, f.sha256 IS NOT NULL AS kept, n.sha256 IS NOT NULL AS named
FROM (SELECT sha256 FROM foreign_file WHERE log_id = $1) f
  FULL JOIN (SELECT DISTINCT sha256 FROM foreign_line_file WHERE log_id = $1) n ON n.sha256 = f.sha256 ORDER BY 1`;

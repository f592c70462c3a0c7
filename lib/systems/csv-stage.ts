import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { textProblem } from "@/lib/imports/file";
import { readTable } from "@/lib/imports/table";
import type { Tx } from "@/lib/kernel/db";
import { invalid } from "@/lib/kernel/errors";
import { guessCsvColumns } from "./csv-columns";
import { type Kept, loadKept } from "./csv-load";
import { planRows, type StagedSystem } from "./csv-plan";
import type { CheckSystems } from "./csv-schema";
import { headings } from "./csv-words";

/** The rows of a table that somebody sent, read and compared by the server itself. @throws Refusal invalid, when the whole file cannot be read */
export async function stagedSystems(
  tx: Tx,
  actor: Actor,
  { content, columns: said }: CheckSystems,
): Promise<{ rows: StagedSystem[]; circle: string[] | null; kept: Kept }> {
  const wrong = textProblem(content);
  if (wrong) throw invalid({ content: wrong });
  const table = await readTable(content, "csv");
  if ("refused" in table) throw invalid({ content: table.refused });
  const columns = said ?? guessCsvColumns(table.head, headings);
  if (columns.code === null) throw invalid({ columns: "no-code-column" });
  const kept = await loadKept(tx);
  return { ...planRows(actor, table, columns, kept), kept };
}

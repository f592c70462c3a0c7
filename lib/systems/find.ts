import "server-only";
import { holds } from "@/lib/entries/find";
import type { Tx } from "@/lib/kernel/db";
import { sql } from "@/lib/kernel/sql";
import type { NamedSystem } from "./views";

const MOST = 8;

/** Systems in use whose code or names hold what is asked for, as far as this reader has the catalogue; the most important first. */
export const findInCatalogue = (tx: Tx, q: string): Promise<NamedSystem[]> =>
  tx.$queryRaw<NamedSystem[]>`
    SELECT s.code, s.name, s.local_name AS "localName" FROM system s
    WHERE s.retired_at IS NULL AND ${holds(sql`concat_ws(' ', s.code, s.name, s.local_name)`, q)} ORDER BY s.tier, s.name LIMIT ${MOST}`;

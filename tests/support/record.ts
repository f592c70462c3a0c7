import { owner } from "./database";

/** A line of the record as it is stored, read past every policy. */
export interface Line {
  id: string;
  seq: number;
  type: string;
  log_number: number | null;
  incident_id: string | null;
  actor_id: string | null;
  actor_role: string | null;
  audience: string;
  tlp: string;
  corrects_id: string | null;
  withdraws_id: string | null;
  words: Record<string, unknown>;
  readers: string[];
}

/** The newest lines of the record, newest first; of one type when it is named. */
export async function lines(type?: string, limit = 50): Promise<Line[]> {
  const { rows } = await owner.query<Line>(
    `SELECT e.id, e.seq::int, e.type, e.log_number, e.incident_id, e.actor_id, e.actor_role, e.audience, e.tlp, e.corrects_id, e.withdraws_id, b.body::jsonb AS words,
        ARRAY(SELECT r.person_id::text FROM entry_reader r WHERE r.entry_id = e.id) AS readers
      FROM entry e JOIN entry_body b ON b.entry_id = e.id WHERE $1::text IS NULL OR e.type = $1 ORDER BY e.seq DESC LIMIT $2`,
    [type ?? null, limit],
  );
  return rows;
}

/** The newest line of the record, or of one type. */
export async function newest(type?: string): Promise<Line> {
  const [line] = await lines(type, 1);
  if (!line) throw new Error(`nothing ${type ?? ""} in the record`);
  return line;
}

/** How many lines the record holds: equal before and after means that nothing was remembered, and so nothing done. */
export async function size(type?: string): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM entry WHERE $1::text IS NULL OR type = $1",
    [type ?? null],
  );
  return rows[0]?.n ?? 0;
}

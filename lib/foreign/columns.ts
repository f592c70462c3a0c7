import type { Canon } from "./schema";

/** What a hashed text says, as columns of `foreign_line`: the import writes them and the verifier compares. */
export const columnsOf = (canon: Canon) => ({
  seq: canon.seq,
  entry_id: canon.id,
  log_number: canon.number ?? null,
  type: canon.type,
  kind: canon.kind ?? null,
  actor_id: canon.actor ?? null,
  actor_role: canon.role ?? null,
  occurred_at: canon.occurred ?? canon.recorded,
  occurred_until: canon.occurredUntil ?? null,
  precision: canon.precision,
  recorded_at: canon.recorded,
  audience: canon.audience,
  tlp: canon.tlp,
  is_key: canon.key,
  corrects_id: canon.corrects ?? null,
  withdraws_id: canon.withdraws ?? null,
});
export type Columns = ReturnType<typeof columnsOf>;

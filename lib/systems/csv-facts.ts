import "server-only";
import type { CsvField } from "./csv-fields";
import type { Kept, KeptRow } from "./csv-load";
import { readCell } from "./csv-read";
import { valueByWord } from "./csv-words";
import type { ImportFault } from "./views";

const required: readonly CsvField[] = ["name", "kind", "owner", "operator", "tier"];

/** What the form would say of a system after some cells were read into it; what is empty is taken away. */
export function factsOf(
  changed: readonly CsvField[],
  said: (field: CsvField) => string,
  known: KeptRow | null,
  kept: Kept,
): { raw: Record<string, unknown>; faults: ImportFault[] } {
  const raw: Record<string, unknown> = known ? typedOf(known) : {};
  const faults: ImportFault[] = [];
  for (const field of changed) {
    if (field === "needs") continue;
    const cell = said(field);
    delete raw[field];
    if (!cell) continue;
    const read = readCell(field, cell, { organisation: kept.organisation, value: valueByWord });
    if ("value" in read) raw[field] = read.value;
    else faults.push({ field, because: read.because, word: cell.slice(0, 60) });
  }
  const missing = required.filter(
    (field) => raw[field] === undefined && !faults.some((wrong) => wrong.field === field),
  );
  return { raw, faults: [...faults, ...missing.map((field) => ({ field, because: "required" }))] };
}

/** A kept system as its form would send it. */
const typedOf = ({
  id: _id,
  version: _version,
  retired: _retired,
  code: _code,
  needs: _needs,
  ownerId,
  operatorId,
  maintainerId,
  hostId,
  usesOn,
  backupGoodAt,
  backupTestedAt,
  ...facts
}: KeptRow): Record<string, unknown> => ({
  ...facts,
  owner: ownerId,
  operator: operatorId,
  maintainer: maintainerId,
  host: hostId,
  usesOn: usesOn?.toISOString().slice(0, 10),
  backupGoodAt: backupGoodAt?.toISOString(),
  backupTestedAt: backupTestedAt?.toISOString(),
});

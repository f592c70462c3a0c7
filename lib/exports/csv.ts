import "server-only";
import { bannerLines } from "./banner";
import { csvCell } from "./csv-cell";
import { localTime } from "./local-time";
import { plainJson, withoutTricks } from "./plain";
import type { ExportLine } from "./views";
import type { Writer } from "./writers";

type Cell = string | number | boolean | Date | null | undefined;

/** The columns, by names that stay. A cell that holds nothing is empty. */
const columns: Record<string, (line: ExportLine, zone: string) => Cell> = {
  line: ({ line }) => line,
  number: ({ number }) => number,
  id: ({ id }) => id,
  type: ({ type }) => type,
  kind: ({ kind }) => kind,
  happened_utc: ({ occurredAt }) => occurredAt,
  happened_until_utc: ({ occurredUntil }) => occurredUntil,
  happened_local: ({ occurredAt, precision }, zone) => localTime(occurredAt, precision, zone),
  precision: ({ precision }) => precision,
  recorded_utc: ({ recordedAt }) => recordedAt,
  recorded_local: ({ recordedAt }, zone) => localTime(recordedAt, "exact", zone),
  written_utc: ({ writtenAt }) => writtenAt,
  tlp: ({ tlp }) => tlp,
  audience: ({ audience }) => audience,
  key_event: ({ key }) => key,
  author: ({ by }) => by.name,
  organisation: ({ by }) => by.organisation,
  role: ({ by }) => by.role,
  basis: ({ basis }) => basis,
  title: ({ title }) => title,
  text: ({ text }) => text,
  corrects_line: ({ corrects }) => corrects?.line,
  corrects_id: ({ corrects }) => corrects?.id,
  reason_kind: ({ corrects }) => corrects?.reasonKind,
  reason: ({ corrects }) => corrects?.reason,
  corrected_by_line: ({ correctedBy }) => correctedBy?.line,
  corrected_by_id: ({ correctedBy }) => correctedBy?.id,
  withdraws_id: ({ withdraws }) => withdraws?.id,
  withdrawn_after_seconds: ({ withdrawnAfterSeconds }) => withdrawnAfterSeconds,
  more: ({ more }) => (Object.keys(more).length > 0 ? plainJson(more) : null),
};

const written = (cell: Cell) => (cell instanceof Date ? cell.toISOString() : String(cell ?? ""));
const row = (cells: Cell[]) => `${cells.map((cell) => csvCell(withoutTricks(written(cell)))).join(",")}\n`;

const BOM = "\uFEFF";

/** A table for spreadsheets: first the banner as names and values, an empty line, then the head of the table (docs/exports.md). */
export const csvWriter = ({ zone }: { zone: string }): Writer => ({
  opening: (banner) =>
    `${BOM}${bannerLines(banner)
      .map(([name, value]) => row([name, value.replace(/\s+/g, " ")]))
      .join("")}\n`,
  head: row(Object.keys(columns)),
  row: (line) => row(Object.values(columns).map((column) => column(line, zone))),
  foot: () => "",
  closing: "",
});

import type { DecisionType } from "./lists";
import type { DecisionWords } from "./schema";
import type { DecisionView } from "./views";

/** What the form of a decision says, as the API takes it. */
export interface Said {
  type: DecisionType;
  title: string;
  systems: string[];
  undoes?: number;
  words: Partial<DecisionWords>;
}

/** A form with its rows: for each list, which row of the form became which of the list, because empty rows are left out. */
export interface ReadForm {
  said: Said;
  rows: Record<string, number[]>;
}

type Values = Record<string, unknown>;

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  value === false ||
  (typeof value === "object" && Object.values(value).every(isEmpty));

function keptRows(given: unknown): { at: number[]; rows: unknown[] } {
  const kept = (Array.isArray(given) ? given : [])
    .map((row: unknown, at) => ({ row: typeof row === "string" ? row.trim() : row, at }))
    .filter(({ row }) => !isEmpty(row));
  return { at: kept.map(({ at }) => at), rows: kept.map(({ row }) => row) };
}

/** Reads the values of the form. Rows that nobody filled in are not said. */
export function readForm(values: Values, systems: readonly string[]): ReadForm {
  const { type, title, undoes, chosen, lapseMinutes: _lapse, options, consulted, criteria, ...others } = values;
  const [ofOptions, ofConsulted, ofCriteria] = [keptRows(options), keptRows(consulted), keptRows(criteria)];
  const words: Values = Object.fromEntries(Object.entries(others).filter(([, value]) => !isEmpty(value)));
  if (ofOptions.rows.length > 0)
    words["options"] = ofOptions.rows.map((row, index) => ({
      ...(row as object),
      ...(String(ofOptions.at[index]) === chosen && { chosen: true }),
    }));
  if (ofConsulted.rows.length > 0) words["consulted"] = ofConsulted.rows;
  if (ofCriteria.rows.length > 0) words["criteria"] = ofCriteria.rows;
  return {
    said: {
      type: type as DecisionType,
      title: String(title ?? "").trim(),
      systems: [...systems],
      ...(undoes ? { undoes: Number(undoes) } : {}),
      words: words as Partial<DecisionWords>,
    },
    rows: { options: ofOptions.at, consulted: ofConsulted.at, criteria: ofCriteria.at },
  };
}

/** The field of the form that a refusal of the API means. */
export function fieldOf(path: string, rows: Record<string, number[]>): string {
  const [list = "", row, ...part] = path.replace(/^words\./, "").split(".");
  const at = row === undefined ? undefined : rows[list]?.[Number(row)];
  if (at !== undefined) return [list, at, ...part].join(".");
  // A list as a whole has its own place, and so has the choice of systems.
  return list;
}

/** What a form begins with. */
export interface Typed {
  type: DecisionType;
  title: string;
  systems: string[];
  undoes?: number | undefined;
  words: Partial<DecisionWords>;
}

export const typedOf = (view: DecisionView): Typed => ({
  type: view.type,
  title: view.title,
  systems: view.systems.map(({ code }) => code),
  undoes: view.undoes?.number,
  words: view.words,
});

import "server-only";
import { type Change, contactLine, deadlineLine, type Fact, type FactName, factNames } from "./facts";
import type { planRow, systemRow } from "./rows";

type Row = ReturnType<typeof systemRow> & ReturnType<typeof planRow>;

const columns: Partial<Record<FactName, keyof Row>> = {
  owner: "ownerId",
  operator: "operatorId",
  maintainer: "maintainerId",
  host: "hostId",
};

/** Which facts differ between two states of a system, each as it was and as it is; organisations by the names given. */
export function changesOf(before: Row, after: Row, names: ReadonlyMap<string, string>): Change[] {
  const said = (row: Row, name: FactName): Fact => {
    const column = columns[name];
    if (column) return row[column] === null ? null : (names.get(String(row[column])) ?? String(row[column]));
    return factOf(name, row[name as keyof Row]);
  };
  return factNames.flatMap((field) => {
    const [from, to] = [said(before, field), said(after, field)];
    return JSON.stringify(from) === JSON.stringify(to) ? [] : { field, from, to };
  });
}

function factOf(name: FactName, value: unknown): Fact {
  if (value instanceof Date) return name === "usesOn" ? value.toISOString().slice(0, 10) : value.toISOString();
  if (name === "contacts") return (value as Parameters<typeof contactLine>[0][]).map(contactLine);
  if (name === "deadlines") return (value as Parameters<typeof deadlineLine>[0][]).map(deadlineLine);
  return value as Fact;
}

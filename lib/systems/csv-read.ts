import { readWhen } from "@/lib/imports/when";
import { fold } from "@/lib/kernel/fold";
import { type CsvField, type SaidNeed, splitParts } from "./csv-fields";
import { type NeedKind, needKinds } from "./graph";
import { exposures, systemAudiences, systemKinds } from "./lists";

/** What a cell says, for the schema of the form to judge; or why it says nothing. */
export type CellRead = { value: unknown } | { because: string };

/** Finds what people call by its words: an organisation, a value of a list. */
export interface Lookup {
  organisation: (said: string) => CellRead;
  /** Words of values in the languages of the house, folded; a value is a word of itself. */
  value: (list: "kind" | "exposure" | "audience", said: string) => string;
}

const lines = (cell: string) =>
  cell
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

const yes = ["yes", "true", "1", "x", "po", "on"];
const no = ["no", "false", "0", "jo", "off"];

/** Reads one cell that is not empty. Kinds of facts that are plain text go as they are. */
export function readCell(field: CsvField, cell: string, lookup: Lookup): CellRead {
  switch (field) {
    case "owner":
    case "operator":
    case "maintainer":
    case "host":
      return lookup.organisation(cell);
    case "kind":
    case "exposure":
      return { value: lookup.value(field, cell) };
    case "audiences":
      return {
        value: [
          ...new Set(
            cell
              .split(/[,;|\n]/)
              .map((one) => one.trim())
              .filter(Boolean)
              .map((one) => lookup.value("audience", one)),
          ),
        ],
      };
    case "essential":
      return yes.includes(fold(cell))
        ? { value: true }
        : no.includes(fold(cell))
          ? { value: false }
          : { because: "yes-or-no" };
    case "tier":
    case "rtoHours":
    case "mtpdHours":
    case "rpoHours":
    case "usesPerDay":
      return /^-?\d{1,12}$/.test(cell) ? { value: Number(cell) } : { because: "number" };
    case "deadlines": {
      const said = lines(cell).map((line) => splitParts(line, "|"));
      if (said.some(({ length }) => length !== 2)) return { because: "deadline-parts" };
      return { value: said.map(([what, when]) => ({ what, when })) };
    }
    case "contacts": {
      const said = lines(cell).map((line) => splitParts(line, "|"));
      if (said.some(({ length }) => length > 4)) return { because: "contact-parts" };
      return { value: said.map(([name, duty = "", day = "", night = ""]) => ({ name, duty, day, night })) };
    }
    case "shutdownSteps":
    case "restoreSteps":
      return { value: lines(cell) };
    case "usesOn":
      return readDay(cell);
    case "backupGoodAt":
    case "backupTestedAt":
      return readMoment(cell);
    default:
      return { value: cell };
  }
}

/** 2022-05-31, or as spreadsheets make it of that: 31/05/2022. */
function readDay(cell: string): CellRead {
  const said = readWhen(cell, "dmy");
  return said?.day && !said.clock ? { value: said.day } : { because: "time" };
}

function readMoment(cell: string): CellRead {
  const said = readWhen(cell, "dmy");
  if (said?.instant) return { value: said.instant.toISOString() };
  return said?.day && said.clock ? { value: `${said.day}T${said.clock}` } : { because: "time" };
}

/** What a system needs, one need a line; a code alone is a need without which it does not work. */
export function readNeeds(cell: string): SaidNeed[] | { because: string } {
  const needs: SaidNeed[] = [];
  for (const line of lines(cell)) {
    const [code = "", kind = "", group = "", said = "", note = "", ...more] = splitParts(line, ":");
    const words = said.split(/\s+/).filter(Boolean);
    const known = !kind || (needKinds as readonly string[]).includes(kind);
    if (more.length > 0 || !known || words.some((word) => word !== "hosting" && word !== "confirmed"))
      return { because: "need-parts" };
    needs.push({
      needs: code.toUpperCase(),
      kind: (kind || "needs") as NeedKind,
      group: group || null,
      hosting: words.includes("hosting"),
      confirmed: words.includes("confirmed"),
      note: note || null,
    });
  }
  if (new Set(needs.map(({ needs: code }) => code)).size < needs.length) return { because: "twice" };
  return needs;
}

/** Finds values by their words in any of the languages given. */
export function valueFinder(
  words: readonly {
    kind: Record<string, string>;
    exposure: Record<string, string>;
    audience: Record<string, string>;
  }[],
): Lookup["value"] {
  const lists = { kind: systemKinds, exposure: exposures, audience: systemAudiences } as const;
  const found = (list: keyof typeof lists) =>
    new Map(
      lists[list].flatMap((value) =>
        [value, ...words.map((one) => one[list][value] ?? value)].map((word): [string, string] => [fold(word), value]),
      ),
    );
  const maps = { kind: found("kind"), exposure: found("exposure"), audience: found("audience") };
  return (list, said) => maps[list].get(fold(said)) ?? said;
}

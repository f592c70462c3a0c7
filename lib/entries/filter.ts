import { z } from "zod";
import { bases, entryKinds } from "@/lib/record/catalog";
import { tlps } from "@/lib/record/tlp";
import { readTerms } from "./search-terms";

/** What an address of the timeline may ask for. The page and the API read the same words. Safe in the browser. */
export const visibilities = ["team", "command", "named"] as const;
export const states = ["corrected", "correction", "withdrawn"] as const;
export const orders = ["happened", "recorded"] as const;
export const LATE_MINUTES = 15;
export const AROUND_MINUTES = 30;

const list = <T extends string>(of: readonly [T, ...T[]]) =>
  z
    .string()
    .transform((said) => [...new Set(said.split(","))])
    .pipe(z.array(z.enum(of)).min(1));
/** ISO 8601 with a zone, in a year that the database knows. */
const moment = z.iso
  .datetime({ offset: true, message: "time" })
  .transform((said) => new Date(said).toISOString())
  .refine((said) => /^\d{4}-/.test(said) && said >= "1970", "time");
const yes = z.literal("1").transform(() => true as const);
const name = z.string().trim().min(1).max(100);
const number = z
  .string()
  .regex(/^#?\d{1,9}$/, "invalid")
  .transform((said) => Number(said.replace("#", "")))
  .pipe(z.number().min(1));

export const filterFields = {
  q: z
    .string()
    .trim()
    .max(200)
    .refine((said) => readTerms(said).length > 0, "no-word"),
  kind: list(entryKinds),
  person: z.uuid(),
  organisation: z.uuid(),
  system: name,
  technique: z
    .string()
    .trim()
    .regex(/^[Tt]\d{4}(\.\d{3})?$/, "invalid")
    .transform((said) => said.toUpperCase()),
  decision: name,
  task: name,
  key: yes,
  file: yes,
  late: yes,
  written: yes,
  happenedFrom: moment,
  happenedTo: moment,
  recordedFrom: moment,
  recordedTo: moment,
  visibility: list(visibilities),
  tlp: list(tlps),
  basis: list(bases),
  state: list(states),
  around: number,
  related: number,
} as const;

const viewFields = {
  order: z.enum(orders),
  first: z.enum(["newest", "oldest"]),
  known: moment,
  at: moment,
  before: z.uuid(),
  after: z.uuid(),
} as const;

export const timelineFields = { ...filterFields, ...viewFields } as const;
type Fields = typeof timelineFields;
export type FilterName = keyof typeof filterFields;
export type TimelineAsk = { [Name in keyof Fields]?: z.output<Fields[Name]> | undefined };

/** What was asked and could not be understood. */
export interface Wrong {
  name: string;
  value: string;
}

const names = Object.keys(timelineFields) as (keyof Fields)[];

/** Reads an address as far as it can be understood; what cannot is named, and shown as if it had not been asked. */
export function readAsk(said: Record<string, string | string[] | undefined>): { ask: TimelineAsk; wrong: Wrong[] } {
  const wrong: Wrong[] = [];
  const ask: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(said)) {
    const text = Array.isArray(value) ? value.join(",") : (value ?? "");
    if (text === "") continue;
    const field = names.find((known) => known === key);
    const read = field && timelineFields[field].safeParse(text);
    if (field && read?.success) ask[field] = read.data;
    else wrong.push({ name: key, value: text.slice(0, 60) });
  }
  for (const to of ["happenedTo", "recordedTo"] as const)
    if (isBackwards(ask, to)) {
      wrong.push({ name: to, value: String(ask[to]) });
      delete ask[to];
    }
  return { ask, wrong };
}

/** Whether a span ends before it begins. */
export const isBackwards = (ask: TimelineAsk, to: "happenedTo" | "recordedTo") => {
  const from = ask[to === "happenedTo" ? "happenedFrom" : "recordedFrom"];
  const end = ask[to];
  return from !== undefined && end !== undefined && end < from;
};

/** The same as the words of an address, in one order, so that equal views have equal links. */
export function writeAsk(ask: TimelineAsk): Record<string, string> {
  const said: Record<string, string> = {};
  for (const key of names) {
    const value = ask[key];
    if (value === undefined || isUsual(key, value)) continue;
    said[key] = value === true ? "1" : Array.isArray(value) ? value.join(",") : String(value);
  }
  return said;
}

/** Happened, newest first, is how the log is read (T6), and needs no word. */
const isUsual = (key: string, value: unknown) =>
  (key === "order" && value === "happened") || (key === "first" && value === "newest");

/** The filters alone, without order, moment and place in the list. */
export const filtersOf = (ask: TimelineAsk) =>
  (Object.keys(filterFields) as FilterName[]).filter((key) => ask[key] !== undefined);

/** A view that starts at its beginning again. */
export const fromStart = (ask: TimelineAsk): TimelineAsk => ({
  ...ask,
  at: undefined,
  before: undefined,
  after: undefined,
});

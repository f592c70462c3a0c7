import { instantOf } from "@/lib/kernel/time";
import { ChooseExport, formats } from "./schema";

/** The fields of the page, as its address holds them. */
export const fieldNames = [
  "whose",
  "order",
  "fromDay",
  "fromTime",
  "untilDay",
  "untilTime",
  "format",
  "to",
  "recipient",
  "ceiling",
] as const;
type FieldName = (typeof fieldNames)[number];
export type Fields = Partial<Record<FieldName, string>>;
type Problem = "time" | "whose" | "recipient" | "ceiling" | "before" | "order" | "format";

export interface Asked {
  fields: Fields;
  /** Null while something is wrong. */
  choice: (ChooseExport & { format: (typeof formats)[number] }) | null;
  problems: Partial<Record<FieldName, Problem>>;
}

/** What an address asks for. Days and times are those of the incident's zone; a day alone is the whole day. */
export function askedOf(address: Record<string, string | string[] | undefined>, zone: string, whose: string): Asked {
  const fields: Fields = { whose };
  for (const name of fieldNames) {
    const value = address[name];
    if (typeof value === "string" && value.trim()) fields[name] = value.trim();
  }
  const from = momentOf(fields.fromDay, fields.fromTime ?? "00:00", zone);
  const until = momentOf(fields.untilDay, fields.untilTime ?? "23:59", zone);
  const forSomebody = fields.to === "another";
  const parsed = ChooseExport.safeParse({
    whose: fields.whose,
    order: fields.order,
    from: from?.toISOString(),
    // The minute that was named is included to its end.
    until: until && new Date(until.getTime() + 59_999).toISOString(),
    to: fields.to,
    ...(forSomebody && { recipient: fields.recipient, ceiling: fields.ceiling }),
  });
  const format = formats.find((one) => one === (fields.format ?? "csv"));
  const problems: Asked["problems"] = {};
  if (from === null || (fields.fromTime && !fields.fromDay)) problems[fields.fromDay ? "fromTime" : "fromDay"] = "time";
  if (until === null || (fields.untilTime && !fields.untilDay))
    problems[fields.untilDay ? "untilTime" : "untilDay"] = "time";
  if (!format) problems.format = "format";
  for (const { path } of parsed.error?.issues ?? []) {
    const [field, problem] = problemOf[String(path[0])] ?? ["whose", "whose"];
    problems[field] ??= problem;
  }
  const right = parsed.success && format && Object.keys(problems).length === 0;
  return { fields, choice: right ? { ...parsed.data, format } : null, problems };
}

const problemOf: Record<string, [FieldName, Problem]> = {
  order: ["order", "order"],
  until: ["untilDay", "before"],
  recipient: ["recipient", "recipient"],
  ceiling: ["ceiling", "ceiling"],
};

/** Undefined when nothing was said, null when it cannot be read. */
const momentOf = (day: string | undefined, time: string, zone: string) =>
  day === undefined ? undefined : instantOf(day, time, zone);

/** The same choice as the address of a print: a print is for whoever prints it, in the order of events. */
export function printFields({
  whose,
  fromDay,
  fromTime,
  untilDay,
  untilTime,
}: Fields): Record<string, string | undefined> {
  return { whose, fromDay, fromTime, untilDay, untilTime };
}

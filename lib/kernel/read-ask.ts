import type { z } from "zod";

/** Reads an address by the fields that a page knows; what cannot be understood is told by its name, and nothing is hidden because of it. */
export function readAsk<Ask>(
  fields: Readonly<Record<string, z.ZodType>>,
  said: Record<string, string | string[] | undefined>,
): { ask: Ask; wrong: string[] } {
  const ask: Record<string, unknown> = {};
  const wrong: string[] = [];
  for (const [name, value] of Object.entries(said)) {
    if (value === undefined || value === "") continue;
    const read = Object.hasOwn(fields, name) ? fields[name]?.safeParse(value) : null;
    if (read?.success) ask[name] = read.data;
    else wrong.push(name.slice(0, 40));
  }
  return { ask: ask as Ask, wrong };
}

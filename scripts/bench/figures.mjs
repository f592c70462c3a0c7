// How figures are made, said and kept.
import { readFileSync, writeFileSync } from "node:fs";
import { inRoot } from "../lib/paths.mjs";

const FILE = inRoot("bench-results.json");

/** The middle value: a busy machine spoils means. */
export const median = (values) => percentile(values, 0.5);

/** The value that the given part of all values does not exceed. */
export function percentile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)];
}

export const perSecond = (rate) => `${Math.round(rate).toLocaleString("en")}/s`;

/** A figure that must reach a number, or stay under one; `unit` is what stands behind it. */
export const atLeast = (value, reach) => ({ value, reach, unit: "", ok: value >= reach, sign: ">=" });
export const atMost = (value, reach, unit = "") => ({ value, reach, unit, ok: value <= reach, sign: "<=" });

/** One line for one figure. */
export function say({ id, said, value, reach, unit, sign, ok }) {
  const number = unit === "" ? value.toFixed(2) : `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`;
  console.log(`${id}  ${said} = ${number} (reach ${sign} ${reach}${unit && ` ${unit}`})  ${ok ? "ok" : "MISSED"}`);
}

/** Keeps the figures of this run beside those of other parts, each with its moment. */
export function keep(figures) {
  const kept = read();
  for (const { id, said, ...rest } of figures)
    kept[`${id} ${said.split(":")[0]}`] = { said, ...rest, at: new Date().toISOString() };
  writeFileSync(FILE, `${JSON.stringify(kept, null, 2)}\n`);
}

function read() {
  try {
    return JSON.parse(readFileSync(FILE, "utf8"));
  } catch {
    return {};
  }
}

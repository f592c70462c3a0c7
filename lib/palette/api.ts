import "server-only";
import { type Line, queryLine } from "@/lib/entry/line";
import { findQuery } from "./queries";

/** What `Ctrl K` asks, over all parts of the house. */
export const paletteLines: Line[] = [
  queryLine("/find", findQuery, {
    says: "What a few letters lead to: incidents, entries by #118 or their words, people and systems of the incident `ref`, systems of the catalogue; at most 8 of each.",
  }),
];

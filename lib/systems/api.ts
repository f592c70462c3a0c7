import "server-only";
import { commandLine, type Line, queryLine } from "@/lib/entry/line";
import { systemQuery, systemsQuery } from "./catalogue-queries";
import { addDependency } from "./commands/add-dependency";
import { addSystem } from "./commands/add-system";
import { changeSystem } from "./commands/change-system";
import { confirmDependency } from "./commands/confirm-dependency";
import { confirmState } from "./commands/confirm-state";
import { endDependency } from "./commands/end-dependency";
import { retireSystem } from "./commands/retire-system";
import { returnSystem } from "./commands/return-system";
import { setCompromise } from "./commands/set-compromise";
import { setState } from "./commands/set-state";
import { systemTableLines } from "./csv-api";
import { systemHistoryQuery } from "./history-queries";
import { mapQuery } from "./map-queries";
import { boardQuery } from "./queries";
import { whatIfQuery } from "./what-if-queries";

/** The catalogue of systems, what they need, and where they stand in an incident. */
export const systemLines: Line[] = [
  queryLine("/systems", systemsQuery, {
    says: "The catalogue of systems, the most important first; `q` finds by words, `kind`, `tier` and `mark` narrow it.",
  }),
  commandLine("POST", "/systems", addSystem, { says: "Adds a system to the catalogue.", status: 201 }),
  ...systemTableLines,
  queryLine("/systems/{code}", systemQuery, { says: "One system whole, with what it needs and what needs it." }),
  commandLine("PUT", "/systems/{code}", changeSystem, { says: "Corrects what the catalogue says of a system." }),
  queryLine("/systems/{code}/history", systemHistoryQuery, {
    says: "What was changed of a system in the catalogue, and where it stood in each incident, on both axes.",
  }),
  commandLine("POST", "/systems/{code}/retirement", retireSystem, {
    says: "Retires a system that nothing needs any more.",
  }),
  commandLine("DELETE", "/systems/{code}/retirement", returnSystem, {
    says: "Takes a retired system back into use.",
  }),
  commandLine("POST", "/systems/{code}/needs", addDependency, {
    says: "Says what a system needs. A circle is refused with the circle written out.",
    status: 201,
  }),
  commandLine("POST", "/systems/{code}/needs/{needs}/confirmation", confirmDependency, {
    says: "Confirms that a system needs another.",
  }),
  commandLine("DELETE", "/systems/{code}/needs/{needs}", endDependency, {
    says: "Says that a system does not need another.",
  }),
  queryLine("/incidents/{ref}/systems", boardQuery, {
    says: "Where every system stands in an incident, the worst first.",
  }),
  queryLine("/incidents/{ref}/what-if", whatIfQuery, {
    says: "What stops, what works with limits and what goes on, and why, if `off` (codes, with commas) were switched off for `hours`.",
  }),
  queryLine("/incidents/{ref}/map", mapQuery, {
    says: "Every system with its place on the map and how it is shown in an incident, and what needs what.",
  }),
  commandLine("POST", "/incidents/{ref}/systems/states", setState, {
    says: "Moves one or many systems to a state, with one sentence, all or none.",
  }),
  commandLine("POST", "/incidents/{ref}/systems/{code}/confirmation", confirmState, {
    says: "Confirms that a system still stands as it is shown.",
  }),
  commandLine("POST", "/incidents/{ref}/systems/{code}/compromise", setCompromise, {
    says: "Says how far a system was broken into.",
  }),
];

import { visibleText } from "@/lib/kernel/visible-text";
import type { NamedSystem } from "@/lib/systems/views";
import type { Typed } from "./form";
import { decisionTypes, kinds } from "./lists";
import { stopStates } from "./machine";
import type { DecisionLine } from "./views";

interface Stop {
  number: number;
  name: string;
  title: string;
  systems: NamedSystem[];
}

/** The stops that can be ended or prolonged now. */
export const stopsOf = (rows: readonly DecisionLine[]): Stop[] =>
  rows
    .filter(({ type, state }) => kinds[type].stop && (stopStates as readonly string[]).includes(state))
    .map(({ number, name, title, systems }) => ({ number, name, title: visibleText(title), systems }));

type Named = Record<string, string | string[] | undefined>;

/** What a new decision begins with, from its address: what cannot be understood there is as if it were not said. */
export function beginOf(
  said: Named,
  stops: readonly Stop[],
  known: readonly NamedSystem[],
): { typed: Typed; systems: NamedSystem[] } {
  const type = decisionTypes.find((one) => one === said["type"]) ?? "shutdown";
  const undoes = stops.find(({ number }) => String(number) === said["undoes"]);
  const codes = typeof said["systems"] === "string" ? said["systems"].split(",") : [];
  const asked = codes.flatMap((code) => known.find((system) => system.code === code) ?? []);
  const systems = (asked.length > 0 ? asked : (undoes?.systems ?? [])).map(({ code, name, localName }) => ({
    code,
    name,
    localName,
  }));
  const typed: Typed = {
    type,
    title: "",
    systems: systems.map(({ code }) => code),
    words: {},
    ...(undoes && { undoes: undoes.number }),
  };
  return { typed, systems };
}

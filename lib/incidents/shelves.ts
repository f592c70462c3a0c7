import type { IncidentRow } from "./views";

/** How the list of incidents is divided: what is going on, what is over, and what is practice. */
export const shelves = ["open", "closed", "exercises"] as const;
export type Shelf = (typeof shelves)[number];

/** The shelf that an address asks for; anything else is the first. */
export const shelfOf = (asked: unknown): Shelf => shelves.find((shelf) => shelf === asked) ?? "open";

/** Open exercises stand among the open incidents too, with their mark: people who practise must find them. */
export function onShelf(shelf: Shelf, incident: Pick<IncidentRow, "phase" | "exercise">): boolean {
  const ended = incident.phase === "closed" || incident.phase === "false-alarm";
  if (shelf === "exercises") return incident.exercise;
  return shelf === "closed" ? ended : !ended;
}

/** Whether this reader belongs to the response itself: outside responders are told neither severity nor phase, and no counts. */
export const knowsSituation = (incident: Pick<IncidentRow, "severity">) => incident.severity !== null;

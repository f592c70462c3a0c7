import { instantOf } from "@/lib/kernel/time";
import { readAsk, type TimelineAsk, type Wrong } from "./filter";

/** Times that the page's own forms send as a day and a time of the incident's clock; an open end of a day is its edge. */
const typed = {
  happenedFrom: "00:00",
  happenedTo: "23:59",
  recordedFrom: "00:00",
  recordedTo: "23:59",
  known: "23:59",
  at: "23:59",
} as const;

type Said = Record<string, string | string[] | undefined>;

export interface PageAsk {
  ask: TimelineAsk;
  wrong: Wrong[];
  /** It came from a form, whose empty fields do not belong in a link: the page goes on to the short address. */
  raw: boolean;
}

/** What the address of the timeline page asks for, typed times included. */
export function askOfPage(said: Said, zone: string): PageAsk {
  const rest: Said = { ...said };
  const wrong: Wrong[] = [];
  let raw = Object.values(said).some((value) => value === "");
  for (const [name, edge] of Object.entries(typed)) {
    const [day, time] = [`${name}Day`, `${name}Time`].map((key) => String(rest[key] ?? "").trim());
    delete rest[`${name}Day`];
    delete rest[`${name}Time`];
    if (!day && !time) continue;
    raw = true;
    const at = day ? instantOf(day, time || edge, zone) : null;
    if (at) rest[name] = at.toISOString();
    else wrong.push({ name, value: `${day} ${time}`.trim().slice(0, 60) });
  }
  const read = readAsk(rest);
  return { ask: read.ask, wrong: [...wrong, ...read.wrong], raw };
}

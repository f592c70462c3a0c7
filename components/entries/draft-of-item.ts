import type { EntryKind, Precision } from "@/lib/record/catalog";
import type { Tlp } from "@/lib/record/tlp";
import type { Draft } from "./draft";
import type { Unsent } from "./outbox-items";

/** Two texts under one another: where two meet, neither is lost. */
export const both = (first: string, second: string) =>
  first === second ? first : [first, second].filter(Boolean).join("\n");

/** An entry that goes back to its author, with all that was said about it. Where another text is being written both stand there. */
export function draftOfItem(item: Pick<Unsent, "body" | "draft">, now: Draft): Partial<Draft> {
  const said = item.draft ?? saidIn(item.body);
  const text = both(item.body.text, now.text);
  // A secret that meets another text makes both secret.
  const tlp = item.body.tlp === "TLP:RED" || now.tlp === "TLP:RED" ? "TLP:RED" : (said.tlp ?? "");
  const readers = [...new Set([...(said.readers ?? []), ...now.readers])];
  if (now.text.trim()) return { text, readers, ...(tlp && { tlp }) };
  return { ...said, text, tlp, readers, ...happenedAt(item.body, said) };
}

/** It happened then, not when it is sent again: "0215" and "now" become the moment that they meant. */
function happenedAt(body: Unsent["body"], { precision, day, time }: Partial<Draft>): Partial<Draft> {
  const byDay = precision === "day" || precision === "month" || precision === "unknown" || (day && !time);
  return byDay || typeof body["occurredAt"] !== "string" ? {} : { time: body["occurredAt"], day: "" };
}

const saidIn = (body: Unsent["body"]): Partial<Draft> => ({
  tlp: (body.tlp ?? "") as Tlp | "",
  readers: (body["readers"] ?? []) as string[],
  audience: (body["audience"] ?? "incident") as Draft["audience"],
  key: body["key"] === true,
  ...(typeof body["kind"] === "string" && { kind: body["kind"] as EntryKind }),
  ...(typeof body["precision"] === "string" && { precision: body["precision"] as Precision }),
});

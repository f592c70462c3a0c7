import type { EntryKind, Precision } from "@/lib/record/catalog";
import type { Tlp } from "@/lib/record/tlp";
import type { Draft } from "./draft";
import type { Unsent } from "./outbox-items";

/** Two texts under one another: where two meet, neither is lost. */
export const both = (first: string, second: string) =>
  first === second ? first : [first, second].filter(Boolean).join("\n");

/** An entry that goes back to its author, with all that was said about it. Where another text is being written both stand there. */
export function draftOfItem({ body }: Pick<Unsent, "body">, now: Draft): Partial<Draft> {
  const text = both(body.text, now.text);
  // A secret that meets another text makes both secret.
  const tlp = body.tlp === "TLP:RED" || now.tlp === "TLP:RED" ? "TLP:RED" : ((body.tlp ?? "") as Tlp | "");
  const readers = [...new Set([...((body["readers"] ?? []) as string[]), ...now.readers])];
  if (now.text.trim()) return { text, readers, ...(tlp && { tlp }) };
  return {
    text,
    tlp,
    readers,
    kind: (body["kind"] ?? now.kind) as EntryKind,
    audience: (body["audience"] ?? "incident") as Draft["audience"],
    key: body["key"] === true,
    precision: (body["precision"] ?? "exact") as Precision,
    systems: (body["systems"] ?? []) as string[],
    basis: (body["basis"] ?? "fact") as Draft["basis"],
    sourceKind: (body["sourceKind"] ?? "") as Draft["sourceKind"],
    reliability: String(body["admiralty"] ?? "").slice(0, 1),
    credibility: String(body["admiralty"] ?? "").slice(1),
    onBehalfOf: String(body["onBehalfOf"] ?? ""),
    // It happened then, not when it is sent again.
    time: String(body["occurredAt"] ?? ""),
    until: String(body["occurredUntil"] ?? ""),
    day: "",
  };
}

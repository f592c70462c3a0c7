import type { IncidentHeader } from "@/lib/incidents/views";
import type { EntryKind, Precision } from "@/lib/record/catalog";
import type { Tlp } from "@/lib/record/tlp";
import { readTypedTime, readUntil, type TypedTime } from "./typed-time";

/** An entry while it is being written. */
export interface Draft extends TypedTime {
  text: string;
  kind: EntryKind;
  precision: Precision;
  until: string;
  tlp: Tlp | "";
  audience: "incident" | "command" | "named";
  readers: string[];
  key: boolean;
}

export const emptyDraft = (kind: EntryKind): Draft => ({
  text: "",
  kind,
  time: "",
  day: "",
  precision: "exact",
  until: "",
  tlp: "",
  audience: "incident",
  readers: [],
  key: false,
});

/** What the composer needs to know of its incident. */
export type ComposerIncident = Pick<IncidentHeader, "ref" | "name" | "zone" | "tlp">;

export type DraftProblem = "required" | "tooLong" | "time" | "future" | "until" | "readers";

export const TEXT_MAX = 4000;

type Made = { body: { text: string } & Record<string, unknown> } | { problem: DraftProblem };

/**
 * A draft as the API takes it, with the moment at which the button was pressed: an entry that has to wait for a connection
 * happened then, not when it gets through.
 */
export function bodyOf(draft: Draft, pressedAt: Date, zone: string): Made {
  const text = draft.text.trim();
  if (!text) return { problem: "required" };
  if (text.length > TEXT_MAX) return { problem: "tooLong" };
  const read = readTypedTime(draft, pressedAt, zone);
  if ("wrong" in read) return { problem: read.wrong };
  const at = read.at ?? pressedAt;
  const until = draft.precision === "between" ? readUntil(draft.until, at, zone) : null;
  if (draft.precision === "between" && !until) return { problem: "until" };
  const audience = draft.tlp === "TLP:RED" ? "named" : draft.audience;
  if (audience === "named" && draft.readers.length === 0) return { problem: "readers" };
  return {
    body: {
      text,
      kind: draft.kind,
      occurredAt: at.toISOString(),
      precision: draft.day && !draft.time && draft.precision === "exact" ? "day" : draft.precision,
      writtenAt: pressedAt.toISOString(),
      ...(until && { occurredUntil: until.toISOString() }),
      ...(draft.tlp && { tlp: draft.tlp }),
      ...(audience !== "incident" && { audience }),
      ...(audience === "named" && { readers: draft.readers }),
      ...(draft.key && { key: true }),
    },
  };
}

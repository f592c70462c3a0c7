import { numbersIn, techniquesIn } from "@/lib/entries/marks-in-text";
import type { IncidentHeader } from "@/lib/incidents/views";
import type { bases, EntryKind, SourceKind } from "@/lib/record/catalog";
import type { Tlp } from "@/lib/record/tlp";
import { readHappened, type TypedTime } from "./typed-time";

/** An entry while it is being written. */
export interface Draft extends TypedTime {
  text: string;
  kind: EntryKind;
  tlp: Tlp | "";
  audience: "incident" | "command" | "named";
  readers: string[];
  key: boolean;
  systems: string[];
  /** A name of a system that is still being typed; it counts as it stands. */
  system: string;
  basis: (typeof bases)[number];
  sourceKind: SourceKind | "";
  /** The two halves of an Admiralty grade: how far the source, and how far what it says, can be relied on. */
  reliability: string;
  credibility: string;
  onBehalfOf: string;
  /** What was recognised in the text and is not meant: "#118", "T1485", "at 0215". */
  ignored: string[];
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
  systems: [],
  system: "",
  basis: "fact",
  sourceKind: "",
  reliability: "",
  credibility: "",
  onBehalfOf: "",
  ignored: [],
});

/** Numbers of entries and techniques that stand in the text and were not taken off. */
export const recognisedIn = ({ text, ignored }: Pick<Draft, "text" | "ignored">) => ({
  mentions: numbersIn(text).filter((number) => !ignored.includes(`#${number}`)),
  attack: techniquesIn(text).filter((id) => !ignored.includes(id)),
});

const SYSTEM_MAX = 80;
const SYSTEMS_MAX = 20;

/** The systems of a draft with the one that is being typed. */
export function withSystem({ systems, system }: Pick<Draft, "systems" | "system">): string[] {
  const name = system.trim().slice(0, SYSTEM_MAX);
  return name && !systems.includes(name) && systems.length < SYSTEMS_MAX ? [...systems, name] : systems;
}

/** What the composer needs to know of its incident. */
export type ComposerIncident = Pick<IncidentHeader, "ref" | "name" | "zone" | "tlp">;

export type DraftProblem = "required" | "tooLong" | "time" | "future" | "until" | "day" | "month" | "readers" | "grade";

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
  const happened = readHappened(draft, pressedAt, zone);
  if ("wrong" in happened) return { problem: happened.wrong };
  const audience = draft.tlp === "TLP:RED" ? "named" : draft.audience;
  if (audience === "named" && draft.readers.length === 0) return { problem: "readers" };
  const admiralty = draft.reliability + draft.credibility;
  if (admiralty.length === 1) return { problem: "grade" };
  const { mentions, attack } = recognisedIn(draft);
  const systems = withSystem(draft);
  return {
    body: {
      text,
      kind: draft.kind,
      occurredAt: happened.at.toISOString(),
      precision: happened.precision,
      writtenAt: pressedAt.toISOString(),
      ...(happened.until && { occurredUntil: happened.until.toISOString() }),
      ...(draft.tlp && { tlp: draft.tlp }),
      ...(audience !== "incident" && { audience }),
      ...(audience === "named" && { readers: draft.readers }),
      ...(draft.key && { key: true }),
      ...(systems.length > 0 && { systems }),
      ...(draft.basis !== "fact" && { basis: draft.basis }),
      ...(draft.sourceKind && { sourceKind: draft.sourceKind }),
      ...(admiralty && { admiralty }),
      ...(draft.onBehalfOf && { onBehalfOf: draft.onBehalfOf }),
      ...(mentions.length > 0 && { mentions }),
      ...(attack.length > 0 && { attack }),
    },
  };
}

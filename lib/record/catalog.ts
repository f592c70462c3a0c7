import { z } from "zod";
import { severities } from "@/lib/record/severity";
import { tlps } from "@/lib/record/tlp";
import { decisionEntries } from "./catalog-of-decisions";

export const entryKinds = ["action", "finding", "message", "outside-check", "statement", "note"] as const;
export const bases = ["fact", "assessment", "opinion"] as const;
export const precisions = ["exact", "about", "day", "month", "between", "unknown"] as const;
export const audiences = ["incident", "command", "named", "audit"] as const;
export const reasonKinds = ["wrong-time", "wrong-system", "wrong-number", "wrong-person", "unclear", "other"] as const;
export type EntryKind = (typeof entryKinds)[number];
export type Precision = (typeof precisions)[number];
export type ReasonKind = (typeof reasonKinds)[number];
export type Audience = (typeof audiences)[number];

/** What the writer goes by (domain.md §7, L4). */
export const sourceKinds = ["observed", "reported", "document", "system", "open-source"] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** A file as an entry names it: with its hash, so that the hash stands in the hashed line. */
const KeptFile = z.strictObject({
  id: z.string(),
  name: z.string(),
  size: z.number().int(),
  type: z.string(),
  sha256: z.string(),
});
export type KeptFile = z.output<typeof KeptFile>;
/** Where an imported entry comes from: which row of which file, and what the file says of who wrote it down. */
export const Imported = z.strictObject({
  batch: z.string(),
  file: z.string(),
  sha256: z.string(),
  row: z.number().int(),
  sheet: z.number().int().optional(),
  no: z.string().optional(),
  who: z.string().optional(),
  initials: z.string().optional(),
});
export type Imported = z.output<typeof Imported>;

/** The words of an entry that a person writes, as they stand in the committed body. */
export const WrittenWords = z.strictObject({
  text: z.string(),
  title: z.string().optional(),
  basis: z.enum(bases).default("fact"),
  category: z.string().optional(),
  phase: z.string().optional(),
  systems: z.array(z.string()).optional(),
  organisations: z.array(z.string()).optional(),
  attack: z.array(z.string()).optional(),
  sources: z.array(z.string()).optional(),
  provenance: z.enum(["public", "exercise"]).optional(),
  timeProvenance: z.enum(["public", "exercise", "approximate"]).optional(),
  provenanceNote: z.string().optional(),
  admiralty: z.string().optional(),
  refs: z.array(z.string()).optional(),
  mentions: z.array(z.number().int()).optional(),
  onBehalfOf: z.strictObject({ id: z.string(), name: z.string() }).optional(),
  sourceKind: z.enum(sourceKinds).optional(),
  files: z.array(KeptFile).optional(),
  imported: Imported.optional(),
});
export type WrittenWords = z.output<typeof WrittenWords>;

/** What left the house, for whom, up to which label, and the hash of its lines. */
const ExportWords = z.strictObject({
  format: z.string(),
  recipient: z.string(),
  to: z.enum(["oneself", "another"]),
  ceiling: z.enum(tlps),
  whose: z.string(),
  whoseName: z.string().optional(),
  order: z.string(),
  from: z.string().optional(),
  until: z.string().optional(),
  lines: z.number().int(),
  tlp: z.enum(tlps),
  sha256: z.string(),
});

/** One fact that was changed, as it was and as it is; what is a list stands line by line. */
const Fact = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
const Change = z.strictObject({ field: z.string(), from: Fact, to: Fact });

const none = z.strictObject({});
const reason = z.string();
const who = z.strictObject({ person: z.string() });
const system = z.strictObject({ code: z.string(), name: z.string() });
const need = z.strictObject({ code: z.string(), needs: z.string() });
const whoRole = z.strictObject({ person: z.string(), role: z.string() });

/**
 * What is remembered: every type of entry, the form of its words, who reads it by default, and whether it is a key event.
 * `numbered` entries are those that people write and carry the incident's gap-free log number (DESIGN §8).
 */
export const catalog = {
  "entry.logged": { data: WrittenWords, audience: "incident", numbered: true },
  "entry.corrected": {
    data: WrittenWords.extend({ reasonKind: z.enum(reasonKinds), reason: reason.optional() }),
    audience: "incident",
    numbered: true,
  },
  "entry.withdrawn": { data: z.strictObject({ afterSeconds: z.number().int() }), audience: "incident", numbered: true },

  "incident.opened": {
    data: z.strictObject({ ref: z.string(), name: z.string(), exercise: z.boolean() }),
    audience: "incident",
    key: true,
  },
  "incident.severity-set": {
    data: z.strictObject({ from: z.enum(severities), to: z.enum(severities), reason }),
    audience: "incident",
    key: true,
  },
  "incident.phase-set": {
    data: z.strictObject({ from: z.string(), to: z.string(), reason }),
    audience: "incident",
    key: true,
  },
  "membership.granted": { data: whoRole, audience: "incident" },
  "membership.ended": { data: whoRole, audience: "incident" },
  "import.added": {
    data: z.strictObject({
      file: z.string(),
      sha256: z.string(),
      count: z.number().int(),
      sheet: z.number().int().optional(),
      photo: z.string().optional(),
    }),
    audience: "incident",
  },
  "import.undone": {
    data: z.strictObject({ file: z.string(), count: z.number().int(), kept: z.number().int(), reason }),
    audience: "incident",
  },
  "entry.undone": {
    data: z.strictObject({ afterSeconds: z.number().int(), reason }),
    audience: "incident",
    numbered: true,
  },
  "sheet.issued": {
    data: z.strictObject({ first: z.number().int(), last: z.number().int() }),
    audience: "incident",
  },

  "system.added": { data: system.extend({ needs: z.array(z.string()).optional() }), audience: "audit" },
  "system.changed": { data: system.extend({ changes: z.array(Change).optional() }), audience: "audit" },
  "system.correction-missed": { data: system, audience: "audit" },
  "system.retired": { data: system.extend({ reason }), audience: "audit" },
  "system.returned": { data: system.extend({ reason }), audience: "audit" },
  "catalogue.imported": {
    data: z.strictObject({ file: z.string(), sha256: z.string(), added: z.number().int(), changed: z.number().int() }),
    audience: "audit",
  },
  "catalogue.exported": {
    data: z.strictObject({ systems: z.number().int(), plans: z.enum(["with", "without"]), sha256: z.string() }),
    audience: "audit",
  },
  "dependency.added": { data: need.extend({ kind: z.string(), confirmed: z.boolean() }), audience: "audit" },
  "dependency.confirmed": { data: need, audience: "audit" },
  "dependency.ended": { data: need, audience: "audit" },
  "system.state-set": {
    data: system.extend({ from: z.string(), to: z.string(), reason, limits: z.string().optional() }),
    audience: "incident",
  },
  "system.state-confirmed": { data: system.extend({ state: z.string() }), audience: "incident" },
  "system.compromise-set": { data: system.extend({ from: z.string(), to: z.string(), reason }), audience: "incident" },
  "system.change-missed": {
    data: z.strictObject({ codes: z.string(), to: z.string(), reason }),
    audience: "incident",
  },
  "outside-check.added": {
    data: system.extend({
      point: z.string(),
      network: z.string(),
      seen: z.string(),
      detail: z.string().optional(),
      link: z.string().optional(),
      files: z.array(KeptFile).optional(),
    }),
    audience: "incident",
  },
  "outside-check.probed": {
    data: system.extend({ side: z.string(), point: z.string(), seen: z.string() }),
    audience: "audit",
  },
  "outside-check.disagreed": {
    data: system.extend({ side: z.string(), state: z.string(), seen: z.string() }),
    audience: "incident",
  },
  "outside-check.agreed": { data: system.extend({ side: z.string(), state: z.string() }), audience: "incident" },
  "outside-check.resolved": { data: system.extend({ side: z.string(), reason }), audience: "incident" },
  "probe.added": { data: z.strictObject({ point: z.string(), network: z.string() }), audience: "audit" },
  "probe.enrolled": { data: z.strictObject({ point: z.string(), fingerprint: z.string() }), audience: "audit" },
  "probe.marked": { data: z.strictObject({ point: z.string() }), audience: "audit" },
  "probe.revoked": { data: z.strictObject({ point: z.string(), reason }), audience: "audit" },

  ...decisionEntries,

  "platform.set-up": { data: who, audience: "audit" },
  "organisation.added": { data: z.strictObject({ name: z.string() }), audience: "audit" },
  "organisation.changed": { data: z.strictObject({ name: z.string() }), audience: "audit" },
  "person.invited": { data: who, audience: "audit" },
  "person.changed": { data: who, audience: "audit" },
  "person.disabled": { data: who, audience: "audit" },
  "person.enabled": { data: who, audience: "audit" },
  "person.reset": { data: who, audience: "audit" },
  "duty.granted": { data: whoRole, audience: "audit" },
  "duty.ended": { data: whoRole, audience: "audit" },
  "admin.granted": { data: who, audience: "audit" },
  "admin.ended": { data: who, audience: "audit" },
  "session.ended": { data: z.strictObject({ person: z.string(), device: z.string() }), audience: "audit" },
  "token.issued": {
    data: z.strictObject({ person: z.string(), name: z.string(), days: z.number() }),
    audience: "audit",
  },
  "preferences.changed": { data: none, audience: "audit" },

  "sign-in.done": { data: z.strictObject({ factor: z.string() }), audience: "audit" },
  "sign-in.refused": { data: z.strictObject({ why: z.string() }), audience: "audit" },
  "sign-out.done": { data: none, audience: "audit" },
  "code.redeemed": { data: none, audience: "audit" },
  "password.set": { data: none, audience: "audit" },
  "totp.set": { data: none, audience: "audit" },
  "totp.removed": { data: none, audience: "audit" },
  "passkey.added": {
    data: z.strictObject({
      name: z.string(),
      credentialId: z.string(),
      publicKey: z.string(),
      publicKeySha256: z.string(),
    }),
    audience: "audit",
  },
  "passkey.removed": { data: z.strictObject({ name: z.string(), credentialId: z.string() }), audience: "audit" },

  "file.added": {
    data: z.strictObject({ sha256: z.string(), size: z.number().int(), type: z.string() }),
    audience: "audit",
  },
  "file.read": { data: z.strictObject({ sha256: z.string() }), audience: "audit" },
  "access.refused": { data: z.strictObject({ verb: z.string(), because: z.string() }), audience: "audit" },
  "entry.read": { data: none, audience: "audit" },
  "timeline.read": { data: none, audience: "audit" },
  "exercise.loaded": { data: z.strictObject({ ref: z.string(), sha256: z.string() }), audience: "audit" },
  "log.exported": { data: ExportWords, audience: "command" },
  "foreign-log.imported": {
    data: z.strictObject({ origin: z.string(), sha256: z.string(), lines: z.number(), files: z.number() }),
    audience: "audit",
  },
  "export.made": { data: z.strictObject({ lines: z.number(), sha256: z.string(), by: z.string() }), audience: "audit" },
} as const satisfies Record<string, { data: z.ZodType; audience: Audience; numbered?: boolean; key?: boolean }>;

export type EntryType = keyof typeof catalog;
export type EntryData<T extends EntryType> = z.input<(typeof catalog)[T]["data"]>;

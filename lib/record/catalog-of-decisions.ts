import { z } from "zod";

const reason = z.string();
const who = z.strictObject({ person: z.string() });
const decision = z.strictObject({ name: z.string(), title: z.string() });
/** Which words, letter by letter, by which hash; in a record kept elsewhere they prove what was approved. */
const frozen = decision.extend({ version: z.number().int(), textHash: z.string() });

/** What becomes of decisions, and who lends whom the right to approve (domain.md §5.3). */
export const decisionEntries = {
  "decision.draft-saved": { data: decision, audience: "audit" },
  "decision.drafted": { data: decision.extend({ kind: z.string() }), audience: "incident" },
  "decision.edited": { data: frozen.extend({ changed: z.string() }), audience: "incident" },
  "decision.proposed": {
    data: frozen.extend({ kind: z.string(), systems: z.string(), lapsesAt: z.string() }),
    audience: "incident",
    key: true,
  },
  "decision.preview-opened": {
    data: frozen.extend({ previewHash: z.string(), mapVersion: z.string(), needed: z.number().int() }),
    audience: "incident",
  },
  "decision.approvals-voided": {
    data: decision.extend({ because: z.enum(["text", "effects"]), who: z.string(), changed: z.string() }),
    audience: "incident",
    key: true,
  },
  "decision.approved": {
    data: frozen.extend({
      previewHash: z.string(),
      right: z.string(),
      factor: z.string(),
      weaker: z.boolean(),
      given: z.number().int(),
      needed: z.number().int(),
      reason,
    }),
    audience: "incident",
    key: true,
  },
  "decision.rejected": { data: frozen.extend({ reason }), audience: "incident", key: true },
  "decision.returned": { data: frozen.extend({ reason }), audience: "incident" },
  "decision.answered": { data: frozen.extend({ reason }), audience: "incident" },
  "decision.withdrawn": { data: decision.extend({ reason }), audience: "incident", key: true },
  "decision.cancelled": { data: decision.extend({ reason }), audience: "incident", key: true },
  "decision.lapsed": { data: decision, audience: "incident", key: true },
  "decision.acted-on": { data: frozen.extend({ ratifyBy: z.string(), reason }), audience: "incident", key: true },
  "decision.ratified": {
    data: frozen.extend({
      previewHash: z.string(),
      right: z.string(),
      factor: z.string(),
      weaker: z.boolean(),
      given: z.number().int(),
      needed: z.number().int(),
      reason,
    }),
    audience: "incident",
    key: true,
  },
  "decision.started": { data: decision, audience: "incident", key: true },
  "decision.step-done": {
    data: decision.extend({ step: z.string(), note: z.string().optional() }),
    audience: "incident",
  },
  "decision.step-skipped": { data: decision.extend({ step: z.string(), reason }), audience: "incident", key: true },
  "decision.finished": {
    data: decision.extend({ state: z.string(), historical: z.string().optional() }),
    audience: "incident",
    key: true,
  },
  "decision.criterion-met": {
    data: decision.extend({ criterion: z.string(), evidence: z.string() }),
    audience: "incident",
  },
  "decision.criterion-waived": {
    data: decision.extend({ criterion: z.string(), reason }),
    audience: "incident",
    key: true,
  },
  "decision.stage-opened": {
    data: decision.extend({
      stage: z.string(),
      codes: z.string(),
      conditions: z.string(),
      limits: z.string().optional(),
    }),
    audience: "incident",
    key: true,
  },
  "decision.turned-back": { data: decision.extend({ codes: z.string(), reason }), audience: "incident", key: true },
  "decision.extended": {
    data: decision.extend({ by: z.string(), until: z.string() }),
    audience: "incident",
    key: true,
  },
  "decision.restored": {
    data: decision.extend({ state: z.string(), by: z.string() }),
    audience: "incident",
    key: true,
  },
  "decision.verified": { data: decision.extend({ reason }), audience: "incident", key: true },
  "decision.closed": { data: decision.extend({ reason }), audience: "incident", key: true },
  "delegation.added": {
    data: z.strictObject({ person: z.string(), kinds: z.string(), tier: z.number().int(), until: z.string(), reason }),
    audience: "incident",
  },
  "delegation.ended": { data: who, audience: "incident" },
} as const;

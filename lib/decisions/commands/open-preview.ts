import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import type { NewEntry } from "@/lib/record/append";
import { entryOf, voidedLine } from "../effects";
import { keepPreview } from "../keep-preview";
import { loadDecision } from "../load";
import { isLive } from "../machine";
import { mayDecide } from "../policy";
import { ByNumber } from "../schema";

/**
 * Somebody looks at what stops and what goes on, as it is now; that they did is kept with what they saw (D7). Where it is something else
 * than earlier approvers saw, those approvals fall away, and the answer says whose.
 */
export const openPreview = defineCommand({
  name: "decision.open-preview",
  input: ByNumber,
  load: (tx, _actor, input) => loadDecision(tx, input),
  allow: (actor, decision) => mayDecide(actor, "decision.open-preview", decision.incident),
  incident: ({ incident }) => incident.id,
  async run({ tx, actor, subject: decision, now }) {
    if (decision.version === 0 || !isLive(decision.state)) throw conflict("not-proposed");
    const open = decision.state === "proposed" || decision.state === "returned" || isUnratified(decision);
    // What was decided is looked at as it was decided.
    const { preview, fresh } =
      open || !decision.preview ? await keepPreview(tx, decision, actor, now) : kept(decision.preview);
    await tx.previewOpening.createMany({
      data: [{ previewId: preview.id, personId: actor.personId, openedAt: now }],
      skipDuplicates: true,
    });
    const { entries, whose } = fresh ? await voidedLine(tx, decision, "effects", "") : none;
    const { hash: previewHash, number, needed, mapVersion } = preview;
    const words = {
      version: decision.version,
      textHash: decision.textHash ?? "",
      previewHash,
      needed,
      mapVersion: String(mapVersion),
    };
    return {
      result: { number, previewHash, needed, version: decision.version, mapVersion: String(mapVersion), voided: whose },
      entries: [entryOf(decision, "decision.preview-opened", words), ...entries],
    };
  },
});

const none: { entries: NewEntry[]; whose: string[] } = { entries: [], whose: [] };
const kept = <T>(preview: T) => ({ preview, fresh: false });
const isUnratified = ({ emergencyReason, ratifiedAt }: { emergencyReason: string | null; ratifiedAt: Date | null }) =>
  emergencyReason !== null && ratifiedAt === null;

import "server-only";
import { randomUUID } from "node:crypto";
import { defineCommand } from "@/lib/entry/command";
import { loadResponse } from "@/lib/incidents/load";
import { entryOf, writeScope } from "../effects";
import { keptWords } from "../freeze";
import { decisionName } from "../lists";
import { loadScope, loadUndone } from "../load";
import { mayDecide } from "../policy";
import { DraftDecision } from "../schema";

/** Somebody of the response begins to write a decision; it takes its number at once, and nobody has to decide anything yet. */
export const draftDecision = defineCommand({
  name: "decision.draft",
  input: DraftDecision,
  load: (tx, _actor, { ref }) => loadResponse(tx, ref),
  allow: (actor, incident) => mayDecide(actor, "decision.draft", incident),
  incident: ({ id }) => id,
  async run({ tx, actor, subject: incident, input, now }) {
    const { type, title } = input;
    const scope = await loadScope(tx, input.systems);
    const undone = await loadUndone(tx, incident.id, input.undoes);
    const id = randomUUID();
    const row = { id, incidentId: incident.id, type, title, words: keptWords(input.words) };
    await tx.decision.createMany({
      data: [{ ...row, undoesId: undone?.id ?? null, createdById: actor.personId, createdAt: now }],
    });
    await writeScope(tx, { id, scope: [] }, scope);
    const { number } = await tx.decision.findUniqueOrThrow({ where: { id }, select: { number: true } });
    const name = decisionName(number);
    return {
      result: { number, name, revision: 1 },
      entries: [entryOf({ incident, id, name, title }, "decision.drafted", { kind: type })],
    };
  },
});

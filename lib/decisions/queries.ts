import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { defineQuery } from "@/lib/entry/query";
import { loadResponse } from "@/lib/incidents/load";
import { decisionName } from "./lists";
import { People } from "./people";
import { mayDecide } from "./policy";
import { readRows } from "./rows";
import { ByIncident, ByNumber } from "./schema";
import { delegationViews, lineOf } from "./shape";
import { viewOf } from "./view-of";
import type { DecisionBoard, DecisionView, Unratified } from "./views";

/** All decisions of an incident, the newest first, and who may approve now; null when it does not exist for this reader. */
export const getDecisions = (actor: Actor, ref: string): Promise<DecisionBoard | null> =>
  asActor(actor.token, async (tx, reader, now) => {
    const incident = await loadResponse(tx, ref);
    if (!incident) return null;
    const rows = await readRows(tx, incident);
    const people = await People.of(tx, incident.id);
    return {
      rows: rows.decisions.map((row) => lineOf(row, { ...rows, people, reader, now })),
      abilities: {
        draft: mayDecide(reader, "decision.draft", incident),
        delegate: mayDecide(reader, "delegation.add", incident),
      },
      delegations: await delegationViews(tx, rows.delegations, people, now),
      asOf: now,
    };
  });

/** One decision whole; null when it does not exist for this reader. */
export const getDecision = (actor: Actor, ref: string, number: number): Promise<DecisionView | null> =>
  asActor(actor.token, async (tx, reader, now) => {
    const incident = await loadResponse(tx, ref);
    return incident && viewOf(tx, { incident, number, reader, now });
  });

/** What was done in an emergency and still has to be ratified, what is due first on top; nothing for those who may not see it. */
export const getUnratified = (actor: Actor, ref: string): Promise<Unratified[]> =>
  asActor(actor.token, async (tx) => {
    const found = await tx.decision.findMany({
      where: { incident: { ref }, emergencyReason: { not: null }, ratifiedAt: null },
      orderBy: { ratifyBy: "asc" },
      select: { number: true, title: true, ratifyBy: true },
    });
    return found.flatMap(({ number, title, ratifyBy }) =>
      ratifyBy ? [{ number, title, ratifyBy, name: decisionName(number) }] : [],
    );
  });

export const decisionsQuery = defineQuery({
  name: "decisions",
  input: ByIncident,
  read: (actor, { ref }) => getDecisions(actor, ref),
});
export const decisionQuery = defineQuery({
  name: "decision",
  input: ByNumber,
  read: (actor, { ref, number }) => getDecision(actor, ref, number),
});

import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { defineQuery } from "@/lib/entry/query";
import { loadResponse } from "@/lib/incidents/load";
import { byPressure } from "./board";
import { isLive } from "./machine";
import { People } from "./people";
import { holdsRight, mayDecide } from "./policy";
import { readRows } from "./rows";
import { ByIncident, ByNumber } from "./schema";
import { approversOf, delegationViews, lineOf } from "./shape";
import { viewOf } from "./view-of";
import type { DecisionBoard, DecisionsAtAGlance, DecisionView, PersonName } from "./views";

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
      approvers: approversOf(people, rows.delegations, now),
      asOf: now,
    };
  });

/** The decisions in a line; null when the incident does not exist for this reader. */
export const getDecisionsAtAGlance = (actor: Actor, ref: string): Promise<DecisionsAtAGlance | null> =>
  asActor(actor.token, async (tx, reader, now) => {
    const incident = await loadResponse(tx, ref);
    if (!incident) return null;
    const rows = await readRows(tx, incident);
    const people = await People.of(tx, incident.id);
    const lines = rows.decisions.map((row) => lineOf(row, { ...rows, people, reader, now })).toSorted(byPressure);
    return {
      waiting: lines.filter((line) => line.waitsForMe).map(({ number, name, title }) => ({ number, name, title })),
      unratified: lines.flatMap(({ number, name, title, unratified, ratifyBy }) =>
        unratified && ratifyBy ? [{ number, name, title, ratifyBy }] : [],
      ),
      overdue: lines.filter((line) => line.overdue).length,
      open: lines.filter(({ state }) => isLive(state)).length,
    };
  });

/** One decision whole; null when it does not exist for this reader. */
export const getDecision = (actor: Actor, ref: string, number: number): Promise<DecisionView | null> =>
  asActor(actor.token, async (tx, reader, now) => {
    const incident = await loadResponse(tx, ref);
    return incident && viewOf(tx, { incident, number, reader, now });
  });

/** To whom an authority could lend the right to approve: who runs or staffs the response, and not oneself. */
export const listDelegates = (actor: Actor, ref: string): Promise<PersonName[]> =>
  asActor(actor.token, async (tx, reader) => {
    const incident = await loadResponse(tx, ref);
    if (!incident) return [];
    const present = (await People.of(tx, incident.id)).present();
    return present
      .filter(({ id, roles }) => id !== reader.personId && holdsRight(roles, "delegation"))
      .map(({ id, name, organisation }) => ({ id, name, organisation }));
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

import type { Actor } from "./actor-facts";
import { type Permission, permissions } from "./permissions";
import type { Holder, Role } from "./roles";

/** The answer to "may I": no always says why, as a key of the `access` messages. */
export type Verdict = { ok: true } | { ok: false; because: string };
export const yes: Verdict = { ok: true };
export const no = (because: string): Verdict => ({ ok: false, because });

/** The first refusal wins. */
export const all = (...verdicts: Verdict[]): Verdict => verdicts.find((verdict) => !verdict.ok) ?? yes;

/** The roles that the actor now holds in an incident. */
export const rolesIn = (actor: Actor, incidentId: string): Role[] =>
  actor.memberships.filter((membership) => membership.incidentId === incidentId).map((membership) => membership.role);

/** May this actor use this verb, by the table alone? Relationships (own, assigned, not the proposer) are in each noun's policy.ts. */
export function may(actor: Actor, permission: Permission, incidentId?: string): Verdict {
  const row = permissions[permission];
  if (row.where === "anyone") return yes;
  const wanted: readonly Holder[] = row.roles;
  const held: Holder[] =
    row.where === "platform"
      ? actor.isAdmin
        ? ["ADMIN"]
        : []
      : row.where === "standing"
        ? actor.duties
        : rolesIn(actor, incidentId ?? "");
  return held.some((role) => wanted.includes(role)) ? yes : no(`needs.${permission}`);
}

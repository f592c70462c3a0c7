import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { all, may, no, type Verdict, yes } from "@/lib/access/may";
import type { Permission } from "@/lib/access/permissions";
import { LENGTH_ALONE } from "./password-rule";

/** So long a sign-in counts as proof of presence when somebody changes their own keys. */
export const FRESH_MINUTES = 15;

const isOneself = (actor: Actor, person: { id: string }) => person.id === actor.personId;

/** Power over somebody else's access: the administrator's, and never over their own (A2). */
export const mayManage = (actor: Actor, permission: Permission, person: { id: string }): Verdict =>
  all(may(actor, permission), isOneself(actor, person) ? no("refusal.oneself") : yes);

/** Everyone ends their own sessions, an administrator anybody's. */
export const mayEndSession = (actor: Actor, session: { personId: string | null }): Verdict =>
  actor.isAdmin || session.personId === actor.personId ? yes : no("needs.session.end");

/** One's own keys are changed in a browser, soon after signing in there: an open screen or a stolen token is not enough. */
export const mayChangeKeys = (actor: Actor, permission: Permission, signedInAt: Date, now: Date): Verdict =>
  all(
    may(actor, permission),
    actor.kind === "browser" ? yes : no("refusal.browser-only"),
    now.getTime() - signedInAt.getTime() <= FRESH_MINUTES * 60_000 ? yes : no("refusal.sign-in-again"),
  );

/** A short password is only good together with a code generator. */
export const mayRemoveTotp = ({ passwordLength }: { passwordLength: number | null }): Verdict =>
  passwordLength !== null && passwordLength < LENGTH_ALONE ? no("refusal.short-password") : yes;

/** Nobody locks themselves out. */
export const mayRemovePasskey = ({
  passkeys,
  passwordLength,
}: {
  passkeys: unknown[];
  passwordLength: number | null;
}): Verdict => (passkeys.length > 1 || passwordLength !== null ? yes : no("refusal.last-key"));

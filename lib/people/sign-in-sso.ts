import "server-only";
import { z } from "zod";
import type { Tx } from "@/lib/kernel/db";
import { env } from "@/lib/kernel/env";
import { noteRefused, throughDoor, type WhyRefused } from "./door";
import { openSession } from "./open-session";
import { Email } from "./schema";
import { SignInRefused } from "./sign-in-refused";
import type { Visit } from "./visit";

/** What we read of an identity token whose signature, audience and nonce the sign-in library has checked. */
const Claims = z.object({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  email: Email.optional().catch(undefined),
  email_verified: z.literal(true).optional().catch(undefined),
  amr: z.array(z.string()).catch([]),
});
type Claims = z.output<typeof Claims>;

/** Ways of proving oneself that are a second factor, in the words of RFC 8176. */
const SECOND = new Set(["mfa", "otp", "hwk", "swk", "sc", "fpt", "face"]);

/**
 * Signs in whoever the one configured provider vouches for: linked before, or with a verified e-mail that is a person's here.
 * @returns who signed in and their new session token
 * @throws SignInRefused, and the record says why
 */
export async function signInWithSso(raw: unknown, visit: Visit): Promise<{ personId: string; token: string }> {
  const claims = Claims.safeParse(raw);
  if (!claims.success) throw new SignInRefused("sso");
  const signedIn = await throughDoor(async (tx, now) => {
    const found = await personOf(tx, claims.data);
    if ("why" in found) {
      await noteRefused(tx, found.why, found.personId);
      return null;
    }
    const factor = claims.data.amr.some((way) => SECOND.has(way)) ? "sso+second" : "sso";
    return { personId: found.person.id, token: await openSession(tx, found.person, factor, visit, now) };
  });
  if (!signedIn) throw new SignInRefused("sso");
  return signedIn;
}

type Found = { person: { id: string; isAdmin: boolean } } | { why: WhyRefused; personId: string | null };

async function personOf(tx: Tx, { iss, sub, email, email_verified }: Claims): Promise<Found> {
  if (iss.replace(/\/$/, "") !== env().OIDC_ISSUER?.replace(/\/$/, "")) return { why: "wrong-issuer", personId: null };
  const link = await tx.linkedIdentity.findUnique({
    where: { issuer_subject: { issuer: iss, subject: sub } },
    include: { person: true },
  });
  if (link) {
    // After a reset a link counts again only when its owner has used the new code.
    if (link.linkedAt < link.person.credentialsFrom) return { why: "old-link", personId: link.personId };
    return link.person.disabledAt ? { why: "disabled", personId: link.personId } : { person: link.person };
  }
  if (!email || !email_verified) return { why: "unverified-email", personId: null };
  const person = await tx.person.findUnique({ where: { email }, include: { identities: { where: { issuer: iss } } } });
  // Somebody with another subject of the same provider is not made the same person by an e-mail that was given to a new colleague.
  if (!person || person.identities.length > 0) return { why: "unknown-subject", personId: person?.id ?? null };
  if (person.disabledAt) return { why: "disabled", personId: person.id };
  await tx.linkedIdentity.createMany({ data: [{ issuer: iss, subject: sub, personId: person.id }] });
  return { person };
}

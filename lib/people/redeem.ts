import "server-only";
import type { z } from "zod";
import type { Tx } from "@/lib/kernel/db";
import { invalid, Refusal } from "@/lib/kernel/errors";
import { append } from "@/lib/record/append";
import { hashOfCode } from "./codes";
import { noteRefused, throughDoor } from "./door";
import { acceptPasskey, offerPasskey } from "./passkey";
import { checkPassword, sealPassword } from "./password";
import type { Redeem, SetUp } from "./schema";
import { countTry, forgetTries } from "./slow-down";
import { acceptTotp, offerTotp } from "./totp-ticket";

/** Whom a one-time code lets in: a person who was invited or reset, or, while Kulla is empty, its first administrator. */
export interface Holder {
  codeId: string;
  /** At set-up the person takes the code's own id, so that everything made before them already bears their name. */
  personId: string;
  person: { name: string; email: string; organisation: string } | null;
}

/**
 * Finds the holder of a live code, counting the tries of an address.
 * @throws Refusal wrong-code, too-many-tries
 */
export async function holderOf(code: string, address: string): Promise<Holder> {
  await countTry("code", address);
  const holder = await throughDoor(async (tx, now) => {
    const found = await liveHolder(tx, code, now);
    if (!found) await noteRefused(tx, "wrong-one-time-code", null);
    return found;
  });
  if (!holder) throw wrongCode();
  await forgetTries({ code: address });
  return holder;
}

const wrongCode = () => invalid({ code: "one-time-code" });

async function liveHolder(tx: Tx, code: string, now: Date): Promise<Holder | null> {
  const row = await tx.enrolmentCode.findUnique({
    where: { codeHash: hashOfCode(code) },
    include: { person: { include: { organisation: true } } },
  });
  if (!row || row.usedAt || row.expiresAt <= now || row.person?.disabledAt) return null;
  if (!row.person) return (await isEmpty(tx)) ? { codeId: row.id, personId: row.id, person: null } : null;
  const { id, name, email, organisation } = row.person;
  return { codeId: row.id, personId: id, person: { name, email: email ?? "", organisation: organisation.name } };
}

const isEmpty = async (tx: Tx) =>
  (await tx.$queryRaw<{ empty: boolean }[]>`SELECT app.is_empty() AS empty`)[0]?.empty ?? false;

/** Is nobody here yet? Decides whether /setup is a page. */
export const isSetupOpen = () => throughDoor(isEmpty);

/** What a holder's browser needs to make a passkey, and to fill a code generator. */
export const offerPasskeyTo = ({ personId }: Holder, { name, email }: { name: string; email: string }) =>
  throughDoor((tx, now) => offerPasskey(tx, { id: personId, name, email }, [], now));
export const offerTotpTo = ({ personId }: Holder, email: string) =>
  throughDoor(async (_tx, now) => offerTotp(personId, email, now));

/**
 * Uses the code up and gives its holder their first credentials; what was valid before a reset is gone for good.
 * @throws Refusal; then the code is still good
 */
export async function redeem(holder: Holder, input: z.output<typeof Redeem> | z.output<typeof SetUp>): Promise<void> {
  const setUp = "organisation" in input ? input : null;
  if ((holder.person === null) !== (setUp !== null)) throw wrongCode();
  if (!input.password && !input.passkey) throw invalid({ password: "required" });
  const own = setUp ? [setUp.name, setUp.email, setUp.organisation] : Object.values(holder.person ?? {});
  if (input.password) checkPassword(input.password, Boolean(input.totpTicket), own);
  const password = input.password ? await sealPassword(input.password) : null;
  await throughDoor(async (tx, now) => {
    const { count } = await tx.enrolmentCode.updateMany({
      where: { id: holder.codeId, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    if (count === 0) throw wrongCode();
    if (setUp) await makeFirstPerson(tx, holder.personId, setUp, now);
    await giveCredentials(tx, holder.personId, { ...input, sealed: password }, now);
  });
}

async function makeFirstPerson(
  tx: Tx,
  id: string,
  { organisation, name, email }: z.output<typeof SetUp>,
  now: Date,
): Promise<void> {
  // Two first administrators at once: the second waits here and then finds somebody.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(72707372)`;
  if (!(await isEmpty(tx))) throw new Refusal("conflict", "already-set-up");
  const added = await tx.organisation.create({
    data: { name: organisation, kind: "GOV_AGENCY" },
    select: { id: true },
  });
  await tx.person.createMany({
    data: [{ id, name, email, organisationId: added.id, isAdmin: true, credentialsFrom: now }],
  });
  await append(tx, {
    type: "platform.set-up",
    actor: id,
    subjectType: "person",
    subjectId: id,
    data: { person: name },
  });
  await append(tx, {
    type: "organisation.added",
    actor: id,
    subjectType: "organisation",
    subjectId: added.id,
    data: { name: organisation },
  });
}

type Given = z.output<typeof Redeem> & { sealed: { hash: string; length: number } | null };

async function giveCredentials(
  tx: Tx,
  personId: string,
  { sealed, totpTicket, totpCode = "", passkey }: Given,
  now: Date,
): Promise<void> {
  const { credentialsFrom } = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { credentialsFrom: true },
  });
  await append(tx, { type: "code.redeemed", actor: personId, data: {} });
  await tx.passkey.updateMany({
    where: { personId, removedAt: null, createdAt: { lt: credentialsFrom } },
    data: { removedAt: now },
  });
  await tx.linkedIdentity.updateMany({ where: { personId }, data: { linkedAt: now } });
  if (sealed) {
    const kept = { ...sealed, setAt: now };
    await tx.password.upsert({ where: { personId }, create: { personId, ...kept }, update: kept });
    await append(tx, { type: "password.set", actor: personId, data: {} });
  }
  if (sealed && totpTicket) {
    const kept = { ...acceptTotp(personId, totpTicket, totpCode, now), confirmedAt: now, setAt: now };
    await tx.totp.upsert({ where: { personId }, create: { personId, ...kept }, update: kept });
    await append(tx, { type: "totp.set", actor: personId, data: {} });
  }
  if (passkey) {
    const { recorded, ...key } = await acceptPasskey(tx, personId, passkey.response, now);
    await tx.passkey.createMany({ data: [{ personId, name: passkey.name, createdAt: now, ...key }] });
    await append(tx, {
      type: "passkey.added",
      actor: personId,
      data: { name: passkey.name, credentialId: key.credentialId, ...recorded },
    });
  }
}

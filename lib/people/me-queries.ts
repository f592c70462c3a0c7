import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { all } from "@/lib/access/may";
import { defineQuery } from "@/lib/entry/query";
import { Refusal } from "@/lib/kernel/errors";
import { loadOwnKeys } from "./keys";
import { mayChangeKeys, mayRemovePasskey, mayRemoveTotp } from "./policy";
import { Nothing } from "./schema";
import { liveSessions } from "./session-rows";
import { offerTotp, type TotpOffer } from "./totp-ticket";
import type { MeView } from "./views";

/** One's own keys and sessions, and what may be changed now. */
export const getMe = (actor: Actor): Promise<MeView> =>
  asActor(actor.token, async (tx, reader, now) => {
    const keys = await loadOwnKeys(tx, reader);
    return {
      name: reader.name,
      email: reader.email,
      organisation: reader.organisationName,
      language: reader.language,
      theme: reader.theme,
      hasPassword: keys.passwordLength !== null,
      hasTotp: keys.hasTotp,
      passkeys: keys.passkeys.map(({ id, name, createdAt, lastUsedAt, backedUp }) => ({
        id,
        name,
        createdAt,
        lastUsedAt,
        backedUp,
      })),
      sessions: await liveSessions(tx, reader, now, { personId: reader.personId }),
      changeKeys: mayChangeKeys(reader, "password.set", keys.signedInAt, now),
      removeTotp: all(mayChangeKeys(reader, "totp.remove", keys.signedInAt, now), mayRemoveTotp(keys)),
      removePasskey: all(mayChangeKeys(reader, "passkey.remove", keys.signedInAt, now), mayRemovePasskey(keys)),
    };
  });

/** A new secret for a code generator; it counts only when its first code comes back. */
const newTotp = (actor: Actor): Promise<TotpOffer> =>
  asActor(actor.token, async (tx, reader, now) => {
    const { signedInAt } = await loadOwnKeys(tx, reader);
    const verdict = mayChangeKeys(reader, "totp.set", signedInAt, now);
    if (!verdict.ok) throw new Refusal("forbidden", verdict.because);
    return offerTotp(reader.personId, reader.email ?? reader.name, now);
  });

export const meQuery = defineQuery({ name: "me", input: Nothing, read: getMe });
export const newTotpQuery = defineQuery({ name: "new-totp", input: Nothing, read: newTotp });

import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { loadOwnKeys } from "../keys";
import { mayChangeKeys } from "../policy";
import { SetTotp } from "../schema";
import { acceptTotp } from "../totp-ticket";

/** A person sets up a code generator and proves with its first code that it works. */
export const setTotp = defineCommand({
  name: "totp.set",
  input: SetTotp,
  load: (tx, actor) => loadOwnKeys(tx, actor),
  allow: (actor, keys, _input, now) => mayChangeKeys(actor, "totp.set", keys.signedInAt, now),
  async run({ tx, actor: { personId }, input: { totpTicket, totpCode }, now }) {
    const kept = { ...acceptTotp(personId, totpTicket, totpCode, now), confirmedAt: now, setAt: now };
    await tx.totp.upsert({ where: { personId }, create: { personId, ...kept }, update: kept });
    return { result: {}, entries: [{ type: "totp.set", data: {} }] };
  },
});

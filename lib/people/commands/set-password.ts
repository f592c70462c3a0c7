import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { loadOwnKeys } from "../keys";
import { endSessions } from "../load";
import { checkPassword, sealPassword } from "../password";
import { mayChangeKeys } from "../policy";
import { SetPassword } from "../schema";

/** A person sets their own password, soon after signing in; their other sessions end. */
export const setPassword = defineCommand({
  name: "password.set",
  input: SetPassword,
  load: (tx, actor) => loadOwnKeys(tx, actor),
  allow: (actor, keys, _input, now) => mayChangeKeys(actor, "password.set", keys.signedInAt, now),
  async run({ tx, actor, subject: { hasTotp }, input: { password }, now }) {
    checkPassword(password, hasTotp, [actor.name, actor.email ?? "", actor.organisationName]);
    const { personId } = actor;
    const kept = { ...(await sealPassword(password)), setAt: now };
    await tx.password.upsert({ where: { personId }, create: { personId, ...kept }, update: kept });
    await endSessions(tx, personId, now, actor.sessionId);
    return { result: {}, entries: [{ type: "password.set", data: {} }] };
  },
});

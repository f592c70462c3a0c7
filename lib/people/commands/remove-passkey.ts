import "server-only";
import { all } from "@/lib/access/may";
import { defineCommand } from "@/lib/entry/command";
import { loadOwnKeys } from "../keys";
import { endSessions } from "../load";
import { mayChangeKeys, mayRemovePasskey } from "../policy";
import { ById } from "../schema";

/** A person removes a passkey, unless it is their last way in; their other sessions end, because the key may have been stolen. */
export const removePasskey = defineCommand({
  name: "passkey.remove",
  input: ById,
  async load(tx, actor, { id }) {
    const keys = await loadOwnKeys(tx, actor);
    const key = keys.passkeys.find((one) => one.id === id);
    return key ? { ...keys, key } : null;
  },
  allow: (actor, keys, _input, now) =>
    all(mayChangeKeys(actor, "passkey.remove", keys.signedInAt, now), mayRemovePasskey(keys)),
  async run({ tx, actor, subject: { key }, now }) {
    await tx.passkey.updateMany({ where: { id: key.id }, data: { removedAt: now } });
    await endSessions(tx, actor.personId, now, actor.sessionId);
    return {
      result: {},
      entries: [{ type: "passkey.removed", data: { name: key.name, credentialId: key.credentialId } }],
    };
  },
});

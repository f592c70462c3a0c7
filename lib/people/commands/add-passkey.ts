import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { loadOwnKeys } from "../keys";
import { acceptPasskey } from "../passkey";
import { mayChangeKeys } from "../policy";
import { AddPasskey } from "../schema";

/** A person adds a passkey of their own. The record keeps its public key, so that a swapped one would show, and signatures can be checked by it. */
export const addPasskey = defineCommand({
  name: "passkey.add",
  input: AddPasskey,
  load: (tx, actor) => loadOwnKeys(tx, actor),
  allow: (actor, keys, _input, now) => mayChangeKeys(actor, "passkey.add", keys.signedInAt, now),
  async run({ tx, actor: { personId }, input: { name, response }, now }) {
    const { recorded, ...key } = await acceptPasskey(tx, personId, response, now);
    await tx.passkey.createMany({ data: [{ personId, name, createdAt: now, ...key }] });
    return {
      result: {},
      entries: [{ type: "passkey.added", data: { name, credentialId: key.credentialId, ...recorded } }],
    };
  },
});

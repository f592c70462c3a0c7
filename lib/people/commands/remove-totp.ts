import "server-only";
import { all } from "@/lib/access/may";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { loadOwnKeys } from "../keys";
import { mayChangeKeys, mayRemoveTotp } from "../policy";
import { Nothing } from "../schema";

/** A person removes their code generator, unless their password is only good enough together with it. */
export const removeTotp = defineCommand({
  name: "totp.remove",
  input: Nothing,
  load: (tx, actor) => loadOwnKeys(tx, actor),
  allow: (actor, keys, _input, now) =>
    all(mayChangeKeys(actor, "totp.remove", keys.signedInAt, now), mayRemoveTotp(keys)),
  async run({ tx, actor: { personId } }) {
    const { count } = await tx.totp.deleteMany({ where: { personId } });
    if (count === 0) throw conflict("already-so");
    return { result: {}, entries: [{ type: "totp.removed", data: {} }] };
  },
});

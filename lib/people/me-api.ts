import "server-only";
import type { Context } from "hono";
import { asActor } from "@/lib/access/as-actor";
import { json, tokenOf } from "@/lib/entry/http";
import { limitWrites } from "@/lib/entry/limit";
import { commandLine, type Line, queryLine } from "@/lib/entry/line";
import { addPasskey } from "./commands/add-passkey";
import { removePasskey } from "./commands/remove-passkey";
import { removeTotp } from "./commands/remove-totp";
import { setPassword } from "./commands/set-password";
import { setTotp } from "./commands/set-totp";
import { loadOwnKeys } from "./keys";
import { meQuery, newTotpQuery } from "./me-queries";
import { offerPasskey } from "./passkey";

/** What a browser needs to make a passkey: a challenge for this person, good once and for five minutes. */
async function passkeyOptions(context: Context): Promise<Response> {
  const token = await tokenOf(context);
  await limitWrites(token);
  const options = await asActor(token, async (tx, { personId, name, email, ...actor }, now) => {
    const { passkeys } = await loadOwnKeys(tx, { personId, name, email, ...actor });
    const known = passkeys.map(({ credentialId }) => credentialId);
    return offerPasskey(tx, { id: personId, name, email: email ?? name }, known, now);
  });
  return json(options, 200);
}

/** Everyone's own keys. */
export const meLines: Line[] = [
  queryLine("/me", meQuery, { says: "Who you are here, your keys and your open sessions." }),
  commandLine("PUT", "/me/password", setPassword, { says: "Sets your password; your other sessions end." }),
  queryLine("/me/totp/new", newTotpQuery, {
    says: "A fresh secret for a code generator. Nothing is kept until its first code comes back.",
  }),
  commandLine("PUT", "/me/totp", setTotp, { says: "Sets up the code generator with its first code." }),
  commandLine("DELETE", "/me/totp", removeTotp, { says: "Removes your code generator." }),
  {
    method: "POST",
    path: "/me/passkeys/options",
    does: "handle",
    verb: "passkey.add",
    open: false,
    handle: passkeyOptions,
    says: "What the browser needs to make a passkey.",
  },
  commandLine("POST", "/me/passkeys", addPasskey, { says: "Adds a passkey.", status: 201 }),
  commandLine("DELETE", "/me/passkeys/{id}", removePasskey, {
    says: "Removes one of your passkeys; your other sessions end.",
  }),
];

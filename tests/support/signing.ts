import { env } from "@/lib/kernel/env";
import { type Answer, calls } from "./api";
import { type Algorithm, Authenticator, type Lies } from "./authenticator";
import type { Member } from "./cast";
import { type Decision, expectOk } from "./decisions";

type Raw = Record<string, unknown>;

/** A new passkey of this person, added as a browser does. */
export async function givePasskey(who: Member, algorithm: Algorithm = "ES256"): Promise<Authenticator> {
  const device = new Authenticator(env().origin, algorithm);
  const { body } = await expectOk(calls(who.token).post("/me/passkeys/options"));
  await expectOk(calls(who.token).post("/me/passkeys", { name: "Phone", response: device.create(body) }));
  return device;
}

/** What this person would say of what they just looked at, without any proof. */
export async function saying(decision: Decision, who: Member): Promise<Raw> {
  const previewHash = await decision.look(who);
  return { version: (await decision.row()).version, previewHash, reason: `The danger is real, says ${who.name}` };
}

export const ask = (decision: Decision, who: Member, said: Raw): Promise<Answer> =>
  decision.act(who, "approvals/options", said);

/** An approval of what this person just saw, signed by a device; not sent yet. */
export async function signed(decision: Decision, who: Member, device: Authenticator, lies: Lies = {}): Promise<Raw> {
  const said = await saying(decision, who);
  const { body } = await expectOk(ask(decision, who, said));
  return { ...said, assertion: { nonce: body["nonce"], response: device.get(body["options"] as Raw, lies) } };
}

import { type Answer, sendJson } from "@/components/ui/send-json";
import { api } from "@/lib/entry/paths";
import { newKey } from "@/lib/kernel/new-key";

/** What came of asking the device for a passkey. */
export type PasskeyAnswer = { kind: "passkey"; response: Record<string, unknown> } | { kind: "no-passkey" } | Answer;

const ask = (url: string, body: Record<string, unknown>) => sendJson(url, "POST", JSON.stringify(body), newKey());

/** Lets the device sign with a passkey that it holds for this Kulla. */
export async function signWithPasskey(): Promise<PasskeyAnswer> {
  const options = await ask(api.askForPasskey(), {});
  if (options.kind !== "done") return options;
  const { startAuthentication } = await import("@simplewebauthn/browser");
  return held(startAuthentication({ optionsJSON: options.body as never }));
}

/** Lets the device make a passkey; `url` gives the challenge. */
export async function makePasskey(url: string, body: Record<string, unknown>): Promise<PasskeyAnswer> {
  const options = await ask(url, body);
  if (options.kind !== "done") return options;
  const { startRegistration } = await import("@simplewebauthn/browser");
  return held(startRegistration({ optionsJSON: options.body as never }));
}

/** Lets the device sign what an address asks for; what comes of it goes back with the nonce that came with the question. */
export async function signFor(url: string, body: Record<string, unknown>): Promise<PasskeyAnswer> {
  const asked = await ask(url, body);
  if (asked.kind !== "done") return asked;
  const { nonce, options } = asked.body;
  const { startAuthentication } = await import("@simplewebauthn/browser");
  const answer = await held(startAuthentication({ optionsJSON: options as never }));
  return answer.kind === "passkey" ? { kind: "passkey", response: { nonce, response: answer.response } } : answer;
}

/** Cancelled, no device, no support: for a person it is the same, there was no passkey. */
async function held(asking: Promise<object>): Promise<PasskeyAnswer> {
  try {
    return { kind: "passkey", response: (await asking) as Record<string, unknown> };
  } catch {
    return { kind: "no-passkey" };
  }
}

"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { sendJson } from "@/components/ui/send-json";
import { TextField } from "@/components/ui/text-field";
import { api, paths } from "@/lib/entry/paths";
import type { Messages } from "@/lib/kernel/messages";
import { newKey } from "@/lib/kernel/new-key";
import { deviceOf } from "@/lib/people/device";
import type { TotpOffer } from "@/lib/people/totp-ticket";
import { makePasskey } from "./passkeys";
import { TotpSquare, type TotpWords } from "./totp-square";

export type FirstKeysWords = Messages["people"]["firstKeys"] & TotpWords;

/** With a one-time code in hand: a passkey, or a password with or without a code generator. One press sets it and uses the code up. */
export function FirstKeys(props: {
  action: string;
  /** The code and, at set-up, who the first administrator is. */
  fixed: Record<string, string>;
  who: { name?: string; email?: string };
  words: FirstKeysWords;
  formWords: FormWords;
}) {
  const { words, fixed } = props;
  const router = useRouter();
  const [way, setWay] = useState<"passkey" | "password">("passkey");
  const [passkey, setPasskey] = useState<{ name: string; response: Record<string, unknown> } | null>(null);
  const [totp, setTotp] = useState<TotpOffer | null>(null);
  const [said, setSaid] = useState("");
  const finish = useRef<HTMLButtonElement>(null);
  const ask = { code: fixed["code"] ?? "", ...props.who };

  useEffect(() => {
    if (passkey) finish.current?.click();
  }, [passkey]);

  async function make() {
    setSaid(words.passkeyWaits);
    const answer = await makePasskey(api.welcome("passkey"), ask);
    if (answer.kind === "passkey") setPasskey({ name: deviceOf(navigator.userAgent), response: answer.response });
    setSaid(answer.kind === "passkey" ? "" : answer.kind === "problem" ? answer.detail : words.noPasskey);
  }

  async function offerTotp() {
    const answer = await sendJson(api.welcome("totp"), "POST", JSON.stringify(ask), newKey());
    if (answer.kind === "done") setTotp(answer.body as unknown as TotpOffer);
    setSaid(answer.kind === "problem" ? answer.detail : answer.kind === "silent" ? props.formWords.silent : "");
  }

  return (
    <div className="grid gap-4">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend that looks like a field. */}
      <div role="group" aria-label={words.choose} className="flex flex-wrap gap-2">
        {(["passkey", "password"] as const).map((one) => (
          <Button
            key={one}
            kind={one === way ? "main" : "plain"}
            aria-pressed={one === way}
            onClick={() => setWay(one)}
          >
            {words[one]}
          </Button>
        ))}
      </div>
      <ApiForm
        key={way}
        action={props.action}
        fixed={{ ...fixed, ...(way === "passkey" ? passkey && { passkey } : totp && { totpTicket: totp.ticket }) }}
        onDone={() => router.push(`${paths.signIn()}?welcome=1`)}
        words={props.formWords}
      >
        {way === "passkey" ? (
          <>
            <p>{words.passkeyWhy}</p>
            <Button kind="main" onClick={make} className="justify-self-start">
              {words.passkeyButton}
            </Button>
            <button ref={finish} type="submit" hidden tabIndex={-1} />
          </>
        ) : (
          <>
            <TextField
              name="password"
              type="password"
              label={words.passwordLabel}
              hint={words.passwordHint}
              required
              maxLength={1000}
              autoComplete="new-password"
              spellCheck={false}
            />
            {totp ? (
              <TotpSquare offer={totp} words={words} />
            ) : (
              <Button onClick={offerTotp} className="justify-self-start">
                {words.addTotp}
              </Button>
            )}
            <Button type="submit" kind="main" className="justify-self-start">
              {words.passwordButton}
            </Button>
          </>
        )}
      </ApiForm>
      <p role="status" className="text-sm text-ink-2 empty:hidden">
        {said}
      </p>
    </div>
  );
}

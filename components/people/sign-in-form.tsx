"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { FormContext } from "@/components/ui/form-context";
import { TextField } from "@/components/ui/text-field";
import { api } from "@/lib/entry/paths";
import { counted } from "@/lib/kernel/words";
import { signWithPasskey } from "./passkeys";
import { postSignIn, refusalIn, type SignInRefusal } from "./post-sign-in";
import type { SignInWords } from "./sign-in-words";

type State = "idle" | "sending" | "passkey" | "silent" | "no-passkey" | SignInRefusal;

/**
 * Passkey first, then e-mail, password and code. Without JavaScript the lower form is a plain post; with it a refusal
 * is said here and nothing that was typed is lost.
 */
export function SignInForm(props: {
  csrf: string;
  next: string;
  refused: SignInRefusal | null;
  sso: boolean;
  words: SignInWords;
}) {
  const { words, csrf, next } = props;
  const [state, setState] = useState<State>(props.refused ?? "idle");
  const [tries, setTries] = useState(0);
  const [shown, setShown] = useState(false);

  async function go(action: string, values: Record<string, string>) {
    const url = await postSignIn(action, { csrfToken: csrf, callbackUrl: next, ...values });
    const refusal = url === null ? "silent" : refusalIn(url);
    if (url !== null && !refusal) return location.assign(url);
    setState(refusal ?? "idle");
    setTries((count) => count + 1);
  }

  function signIn(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (state === "sending") return;
    const typed = new FormData(event.currentTarget);
    setState("sending");
    void go(api.signIn("password"), Object.fromEntries([...typed].map(([name, value]) => [name, String(value)])));
  }

  async function usePasskey() {
    setState("passkey");
    const answer = await signWithPasskey();
    if (answer.kind === "passkey") return go(api.signIn("passkey"), { response: JSON.stringify(answer.response) });
    setState(answer.kind === "no-passkey" ? "no-passkey" : "silent");
    setTries((count) => count + 1);
  }

  const message = messageOf(state, words);
  return (
    <div className="grid gap-4 rounded-lg border border-line bg-surface p-4">
      {message ? <ErrorSummary key={tries} title={words.problem} message={message} errors={[]} /> : null}
      <div className="grid gap-2 noscript:hidden">
        <Button kind="main" onClick={usePasskey}>
          {words.passkey}
        </Button>
        <p role="status" className="text-sm text-ink-2 empty:hidden">
          {state === "passkey" ? words.passkeyWaits : null}
        </p>
        <p className="text-center text-sm text-ink-2">{words.or}</p>
      </div>
      <FormContext value={{ id: "sign-in", errors: {}, words }}>
        <form method="post" action={api.signIn("password")} onSubmit={signIn} className="grid gap-4">
          <input type="hidden" name="csrfToken" value={csrf} />
          <input type="hidden" name="callbackUrl" value={next} />
          <TextField
            name="email"
            type="email"
            label={words.email}
            required
            maxLength={200}
            autoComplete="username webauthn"
            spellCheck={false}
          />
          <div className="grid gap-1">
            <TextField
              name="password"
              type={shown ? "text" : "password"}
              label={words.password}
              required
              maxLength={1000}
              autoComplete="current-password"
              spellCheck={false}
            />
            <Button
              kind="quiet"
              aria-pressed={shown}
              onClick={() => setShown(!shown)}
              className="-ml-3.5 justify-self-start noscript:hidden"
            >
              {shown ? words.hide : words.show}
            </Button>
          </div>
          <TextField
            name="code"
            label={words.code}
            hint={words.codeHint}
            inputMode="numeric"
            maxLength={20}
            autoComplete="one-time-code"
          />
          <Button type="submit" kind="plain">
            {words.button}
          </Button>
          <p role="status" className="text-sm text-ink-2 empty:hidden">
            {state === "sending" ? words.sending : null}
          </p>
        </form>
      </FormContext>
      {props.sso ? (
        <Button kind="quiet" onClick={() => go(api.sso(), {})} className="noscript:hidden">
          {words.sso}
        </Button>
      ) : null}
    </div>
  );
}

function messageOf(state: State, words: SignInWords): string | null {
  if (state === "silent") return words.silent;
  if (state === "no-passkey") return words.noPasskey;
  if (typeof state === "string") return null;
  return state.word === "too-many" ? counted(words.refused["too-many"], state.minutes) : words.refused[state.word];
}

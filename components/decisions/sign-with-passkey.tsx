"use client";

import Link from "next/link";
import { type ReactNode, useRef, useState } from "react";
import { signFor } from "@/components/people/passkeys";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import type { Answer } from "@/components/ui/send-json";
import { TextField } from "@/components/ui/text-field";
import { paths } from "@/lib/entry/paths";
import type { Messages } from "@/lib/kernel/messages";
import type { OwnFactors } from "@/lib/people/own-factors";

interface Props {
  action: string;
  /** Where the challenge comes from. */
  options: string;
  fixed: { version: number; previewHash: string };
  factors: OwnFactors;
  buttons: { passkey: string; code: string };
  words: Messages["decisions"]["approval"]["sign"];
  code: { label: string; hint: string };
  form: FormWords;
  /** The fields of any approval, and what it is about. */
  children: ReactNode;
}

/**
 * An approval, signed with a passkey where its person has one, or else by a code. The reason stays when one changes the way. Pressing again
 * after no answer sends the same signature; after a refusal it is signed anew.
 */
export function SignWithPasskey(props: Props) {
  const { words, factors, form } = props;
  const [way, setWay] = useState<"passkey" | "code">(factors.passkey ? "passkey" : "code");
  const kept = useRef<{ said: string; assertion: unknown } | null>(null);
  const signs = way === "passkey";

  async function sign(said: Record<string, unknown>): Promise<Answer> {
    const asked = JSON.stringify(said);
    if (kept.current?.said !== asked) {
      const answer = await signFor(props.options, said);
      if (answer.kind === "no-passkey")
        return { kind: "problem", status: 0, because: "no-passkey", detail: words.noPasskey, fields: {} };
      if (answer.kind !== "passkey") return answer;
      kept.current = { said: asked, assertion: answer.response };
    }
    return { kind: "done", body: { assertion: kept.current?.assertion } };
  }

  return (
    <ApiForm
      action={props.action}
      fixed={props.fixed}
      {...(signs && { prepare: sign })}
      onProblem={({ status }) => {
        if (status < 500) kept.current = null;
      }}
      words={signs ? { ...form, sending: words.waits } : form}
      className="screen-only gap-3"
    >
      {props.children}
      {signs ? null : (
        <TextField
          name="code"
          {...props.code}
          required
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={20}
          className="font-mono"
        />
      )}
      {factors.passkey && !signs ? <p className="text-sm text-ink-2">{words.weaker}</p> : null}
      <div className="grid gap-1 sm:justify-items-start">
        <Button type="submit" kind="main">
          {props.buttons[way]}
        </Button>
        {factors.passkey ? (
          <Button kind="quiet" onClick={() => setWay(signs ? "code" : "passkey")} className="sm:-ml-3.5">
            {signs ? words.useCode : words.usePasskey}
          </Button>
        ) : null}
      </div>
      {factors.passkey ? null : (
        <p className="text-sm">
          <Link href={paths.me()} className="inline-flex min-h-11 items-center sm:min-h-6">
            {words.addPasskey}
          </Link>
        </p>
      )}
    </ApiForm>
  );
}

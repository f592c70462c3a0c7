"use client";

import { useState } from "react";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { api } from "@/lib/entry/paths";
import type { Messages } from "@/lib/kernel/messages";
import { fill } from "@/lib/kernel/words";
import { FirstKeys, type FirstKeysWords } from "./first-keys";

type Words = Messages["people"]["welcome"];

interface Holder {
  code: string;
  person: { name: string; email: string; organisation: string } | null;
}

/** The field for a one-time code; it tells whom the code lets in. */
export function CodeStep(props: { words: Words; formWords: FormWords; onHolder: (holder: Holder) => void }) {
  const [code, setCode] = useState("");
  return (
    <ApiForm
      action={api.welcome("check")}
      words={props.formWords}
      onDone={(answer) => props.onHolder({ code, person: (answer["person"] ?? null) as Holder["person"] })}
    >
      <TextField
        name="code"
        label={props.words.code}
        hint={props.words.codeHint}
        required
        maxLength={100}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        className="font-mono"
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button type="submit" kind="main" className="justify-self-start">
        {props.words.button}
      </Button>
    </ApiForm>
  );
}

/** Somebody who was invited, or who lost a key, sets their first keys with the code from paper. */
export function WelcomeForm(props: { words: Words; keys: FirstKeysWords; formWords: FormWords }) {
  const [holder, setHolder] = useState<Holder | null>(null);
  if (!holder) return <CodeStep words={props.words} formWords={props.formWords} onHolder={setHolder} />;
  if (!holder.person) return <p role="alert">{props.words.notPerson}</p>;
  return (
    <div className="grid gap-4">
      <p role="status">{fill(props.words.hello, holder.person)}</p>
      <FirstKeys
        action={api.welcome()}
        fixed={{ code: holder.code }}
        who={{}}
        words={props.keys}
        formWords={props.formWords}
      />
    </div>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { api } from "@/lib/entry/paths";
import type { Messages } from "@/lib/kernel/messages";
import { fill } from "@/lib/kernel/words";

type Words = Messages["systems"]["outside"]["probes"];

/** Names a place to look from; the one-time code takes the form's place and is gone when the page is. */
export function AddProbe(props: { origin: string; words: Words; form: FormWords }) {
  const { words } = props;
  const router = useRouter();
  const [made, setMade] = useState<{ point: string; code: string } | null>(null);
  const [point, setPoint] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (made) heading.current?.focus();
  }, [made]);
  if (made)
    return (
      <section className="grid gap-3 rounded-lg border-2 border-ink bg-surface p-4">
        <h2 ref={heading} tabIndex={-1}>
          {fill(words.code, { point: made.point })}
        </h2>
        <p>{words.once}</p>
        <p className="text-sm text-ink-2">{words.run}</p>
        <pre className="overflow-x-auto rounded-md bg-sunken p-3 font-mono text-sm whitespace-pre-wrap wrap-anywhere select-all">
          {`node probe.mjs enrol ${props.origin} ${made.code}\nnode probe.mjs`}
        </pre>
        <p>{words.then}</p>
        <Button className="screen-only justify-self-start" onClick={() => setMade(null)}>
          {words.another}
        </Button>
      </section>
    );
  return (
    <section className="grid gap-3 rounded-lg border border-line bg-surface p-4">
      <h2>{words.add}</h2>
      <p className="max-w-[72ch]">{words.addLead}</p>
      <ApiForm
        action={api.probes()}
        words={props.form}
        onDone={(answer) => {
          setMade({ point, code: String(answer["code"]) });
          router.refresh();
        }}
        className="max-w-xl"
      >
        <TextField
          name="point"
          label={words.point}
          hint={words.pointHint}
          required
          maxLength={80}
          autoComplete="off"
          onChange={(event) => setPoint(event.target.value)}
        />
        <TextField
          name="network"
          label={words.network}
          hint={words.networkHint}
          required
          maxLength={80}
          autoComplete="off"
        />
        <Button type="submit" kind="main" className="justify-self-start">
          {words.addButton}
        </Button>
      </ApiForm>
    </section>
  );
}

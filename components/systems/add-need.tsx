"use client";

import { useRef, useState } from "react";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { Choice } from "@/components/ui/choice";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { api } from "@/lib/entry/paths";
import type { Messages } from "@/lib/kernel/messages";
import { needKinds } from "@/lib/systems/graph";

interface Found {
  code: string;
  name: string;
  retired: boolean;
}

const OFFERED = 20;

/** Says what a system needs: found by a part of its name, or by its code. */
export function AddNeed(props: { code: string; words: Messages["systems"]["catalogue"]["needs"]; form: FormWords }) {
  const { code, words, form } = props;
  const [kind, setKind] = useState("needs");
  const { found, look } = useSystems(code);
  return (
    <ApiForm action={api.system(code, "needs")} done={words.added} words={form} className="max-w-xl">
      <TextField
        name="needs"
        label={words.system}
        hint={words.systemHint}
        list="systems-found"
        required
        maxLength={200}
        autoComplete="off"
        onChange={(event) => look(event.currentTarget.value)}
      />
      <datalist id="systems-found">
        {found.map((system) => (
          <option key={system.code} value={system.code}>
            {system.name}
          </option>
        ))}
      </datalist>
      <Select
        name="kind"
        label={words.kindLabel}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value)}
        options={needKinds.map((one) => ({ value: one, label: words.kind[one] }))}
      />
      {kind === "any" ? (
        <TextField
          name="group"
          label={words.groupName}
          hint={words.groupHint}
          required
          maxLength={60}
          autoComplete="off"
        />
      ) : null}
      <Choice name="hosting" label={words.hostingLabel} hint={words.hostingHint} />
      <TextField name="note" label={words.note} maxLength={300} autoComplete="off" />
      <Choice name="confirmed" label={words.confirmedLabel} hint={words.confirmedHint} />
      <Button type="submit" kind="main" className="justify-self-start">
        {words.button}
      </Button>
    </ApiForm>
  );
}

/** Systems that fit what is typed; only the newest question is answered. */
function useSystems(own: string) {
  const [found, setFound] = useState<Found[]>([]);
  const asking = useRef<AbortController | null>(null);
  const look = async (typed: string) => {
    asking.current?.abort();
    const q = typed.trim();
    if (q.length < 2) return setFound([]);
    asking.current = new AbortController();
    try {
      const answer = await fetch(api.systems({ q, limit: String(OFFERED) }), { signal: asking.current.signal });
      const systems = answer.ok ? ((await answer.json()) as Found[]) : [];
      setFound(systems.filter((system) => system.code !== own && !system.retired));
    } catch {
      // The next letter asks again; the code can be typed without any offer.
    }
  };
  return { found, look };
}

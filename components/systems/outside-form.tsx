"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { HappenedFields } from "@/components/entries/happened-fields";
import { sendPhoto } from "@/components/imports/send-photo";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { Choices } from "@/components/ui/choices";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { api } from "@/lib/entry/paths";
import { cn } from "@/lib/kernel/cn";
import type { Messages } from "@/lib/kernel/messages";
import { clockTime, dayKey } from "@/lib/kernel/time";
import { fill } from "@/lib/kernel/words";
import { type Seen, sights } from "@/lib/systems/outside";

type Words = Messages["systems"]["outside"]["add"];

interface Asked {
  incident: { ref: string; zone: string };
  systems: { code: string; name: string }[];
  code: string;
  now: string;
  words: Words;
  seen: Record<Seen, string>;
  form: FormWords;
}

/** What somebody saw from somewhere. When it is kept the form begins anew, for the next one. */
export function OutsideForm(props: Asked) {
  const router = useRouter();
  const [kept, setKept] = useState(0);
  const again = () => {
    setKept(kept + 1);
    router.refresh();
  };
  return (
    <>
      <p role="status" className="font-semibold empty:hidden">
        {kept > 0 ? props.words.done : null}
      </p>
      <Fields key={kept} {...props} done={again} />
    </>
  );
}

/** A system, a place, what was seen; the rest when there is time. */
function Fields(props: Asked & { done: () => void }) {
  const { incident, words } = props;
  const [code, setCode] = useState(props.code);
  const [was] = useState(() => ({
    time: clockTime(new Date(props.now), incident.zone),
    day: dayKey(new Date(props.now), incident.zone),
  }));
  const [happened, setHappened] = useState(was);
  const [seen, setSeen] = useState("");
  const [file, setFile] = useState<string | null>(null);
  return (
    <ApiForm
      action={api.outsideChecks(incident.ref, code || "-")}
      fixed={file ? { file } : {}}
      onDone={props.done}
      words={props.form}
      className="grid-cols-[minmax(0,1fr)] lg:grid-cols-2 lg:items-start"
    >
      <Select
        name="code"
        label={words.system}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        options={[
          { value: "", label: words.pick },
          ...props.systems.map((system) => ({ value: system.code, label: `${system.name} (${system.code})` })),
        ]}
      />
      <Choices
        name="seen"
        legend={words.seen}
        value={seen}
        onChoose={setSeen}
        options={sights.map((value) => ({ value, label: props.seen[value] }))}
      />
      <TextField name="point" label={words.point} hint={words.pointHint} required maxLength={80} />
      <TextField name="network" label={words.network} hint={words.networkHint} required maxLength={80} />
      <TextField name="detail" label={words.detail} maxLength={300} />
      <TextField name="link" label={words.link} type="url" inputMode="url" maxLength={500} />
      <Picture incidentRef={incident.ref} words={words} keep={setFile} />
      <details>
        <summary className="inline-flex min-h-11 items-center underline underline-offset-4 sm:min-h-8">
          {words.earlier}
        </summary>
        <div className="pt-2">
          <HappenedFields
            was={was}
            now={happened}
            change={(changes) => setHappened({ ...happened, ...changes })}
            zone={incident.zone}
            words={{ legend: words.happened, hint: words.happenedHint, time: words.time, day: words.day }}
          />
        </div>
      </details>
      <Button type="submit" kind="main" className="justify-self-start lg:col-span-full">
        {words.button}
      </Button>
    </ApiForm>
  );
}

/** Sends a picture as soon as it is chosen, so that the form only names it. */
function Picture(props: { incidentRef: string; words: Words; keep: (id: string | null) => void }) {
  const { words } = props;
  const [said, setSaid] = useState("");
  const [failed, setFailed] = useState(false);
  async function send(file: File | undefined) {
    props.keep(null);
    setFailed(false);
    setSaid(file ? words.sending : "");
    if (!file) return;
    const sent = await sendPhoto(props.incidentRef, file);
    const kept = "id" in sent;
    if (kept) props.keep(sent.id);
    setFailed(!kept);
    setSaid(kept ? fill(words.kept, { name: file.name }) : fill(words.notSent, { because: sent.because }));
  }
  return (
    <Field id="outside-picture" label={words.picture} optional={false}>
      <input
        id="outside-picture"
        type="file"
        accept="image/*"
        onChange={(event) => void send(event.target.files?.[0])}
        className="min-h-11 w-full text-sm file:mr-3 file:min-h-10 file:rounded-md file:border file:border-line-strong file:bg-surface file:px-3 file:font-semibold file:text-ink"
      />
      <p role="status" className={cn("text-sm empty:hidden", failed ? "font-semibold text-error" : "text-ink-2")}>
        {said}
      </p>
    </Field>
  );
}

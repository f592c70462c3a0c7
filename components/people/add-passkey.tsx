"use client";

import { useEffect, useRef, useState } from "react";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { api } from "@/lib/entry/paths";
import type { Messages } from "@/lib/kernel/messages";
import { deviceOf } from "@/lib/people/device";
import { makePasskey } from "./passkeys";

/** Makes a passkey on this device, or on a key that is held to it, and adds it under a name. */
export function AddPasskey(props: { words: Messages["people"]["me"]["passkeys"]; formWords: FormWords }) {
  const { words } = props;
  const [response, setResponse] = useState<Record<string, unknown> | null>(null);
  const [said, setSaid] = useState("");
  const finish = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (response) finish.current?.click();
  }, [response]);

  async function make() {
    setSaid(words.waits);
    const answer = await makePasskey(api.myPasskeys("options"), {});
    if (answer.kind === "passkey") setResponse(answer.response);
    setSaid(answer.kind === "passkey" ? "" : answer.kind === "problem" ? answer.detail : words.noPasskey);
  }

  return (
    <ApiForm action={api.myPasskeys()} fixed={response ? { response } : {}} done={words.done} words={props.formWords}>
      <DeviceField label={words.name} hint={words.nameHint} />
      <Button onClick={make} className="justify-self-start">
        {words.button}
      </Button>
      <button ref={finish} type="submit" hidden tabIndex={-1} />
      <p role="status" className="text-sm text-ink-2 empty:hidden">
        {said}
      </p>
    </ApiForm>
  );
}

/** The server does not know on which device the page is read. */
function DeviceField(props: { label: string; hint: string }) {
  const [device, setDevice] = useState("");
  useEffect(() => setDevice(deviceOf(navigator.userAgent)), []);
  return (
    <TextField {...props} key={device} name="name" defaultValue={device} required maxLength={60} autoComplete="off" />
  );
}

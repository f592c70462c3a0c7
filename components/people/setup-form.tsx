"use client";

import { type FormEvent, useState } from "react";
import type { FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { api } from "@/lib/entry/paths";
import type { Messages } from "@/lib/kernel/messages";
import { fill } from "@/lib/kernel/words";
import { FirstKeys, type FirstKeysWords } from "./first-keys";
import { CodeStep } from "./welcome-form";

interface Details {
  organisation: string;
  name: string;
  email: string;
}

/** The first administrator of an empty Kulla: the code from the terminal, who they are, their keys. */
export function SetupForm(props: {
  words: Messages["people"]["setup"];
  welcome: Messages["people"]["welcome"];
  keys: FirstKeysWords;
  formWords: FormWords;
}) {
  const { words } = props;
  const [code, setCode] = useState("");
  const [wrongKind, setWrongKind] = useState(false);
  const [details, setDetails] = useState<Details>({ organisation: "", name: "", email: "" });
  const [known, setKnown] = useState(false);

  function next(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setDetails(Object.fromEntries(new FormData(event.currentTarget)) as unknown as Details);
    setKnown(true);
  }

  if (wrongKind) return <p role="alert">{words.notSetup}</p>;
  if (!code) {
    return (
      <CodeStep
        words={{ ...props.welcome, codeHint: words.codeHint }}
        formWords={props.formWords}
        onHolder={(holder) => (holder.person ? setWrongKind(true) : setCode(holder.code))}
      />
    );
  }
  if (!known) {
    return (
      <form onSubmit={next} method="post" className="grid gap-4">
        <TextField
          name="organisation"
          label={words.organisation}
          defaultValue={details.organisation}
          required
          minLength={2}
          maxLength={200}
          autoComplete="organization"
        />
        <TextField
          name="name"
          label={words.name}
          defaultValue={details.name}
          required
          minLength={2}
          maxLength={120}
          autoComplete="name"
        />
        <TextField
          name="email"
          type="email"
          label={words.email}
          defaultValue={details.email}
          required
          maxLength={200}
          autoComplete="username"
        />
        <Button type="submit" kind="main" className="justify-self-start">
          {words.next}
        </Button>
      </form>
    );
  }
  return (
    <div className="grid gap-4">
      <p role="status">{fill(words.you, { ...details })}</p>
      <FirstKeys
        action={api.setup()}
        fixed={{ code, ...details }}
        who={{ name: details.name, email: details.email }}
        words={props.keys}
        formWords={props.formWords}
      />
      <Button kind="quiet" className="justify-self-start" onClick={() => setKnown(false)}>
        {words.back}
      </Button>
    </div>
  );
}

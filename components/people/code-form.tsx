"use client";

import { type ReactNode, useState } from "react";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { paths } from "@/lib/entry/paths";
import { CodeSheet, type CodeSheetWords } from "./code-sheet";

/** A form whose answer is a one-time code: the sheet takes the form's place. */
export function CodeForm(props: {
  action: string;
  name?: string;
  url: string;
  sheet: CodeSheetWords;
  words: FormWords;
  children: ReactNode;
}) {
  const [made, setMade] = useState<{ id: string; name: string; code: string } | null>(null);
  const [typed, setTyped] = useState("");
  if (made) {
    const { id, ...sheet } = made;
    return (
      <CodeSheet {...sheet} goOn={props.name ? null : paths.adminPerson(id)} url={props.url} words={props.sheet} />
    );
  }
  return (
    <div
      onChange={(event) =>
        event.target instanceof HTMLInputElement && event.target.name === "name" && setTyped(event.target.value)
      }
    >
      <ApiForm
        action={props.action}
        words={props.words}
        onDone={(answer) =>
          setMade({ id: String(answer["id"]), name: props.name ?? typed, code: String(answer["code"]) })
        }
      >
        {props.children}
      </ApiForm>
    </div>
  );
}

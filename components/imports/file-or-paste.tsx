"use client";

import { type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { type FileProblem, openFile, textProblem } from "@/lib/imports/file";

/** A text that was opened, by the name of its file. */
export interface OpenText {
  name: string;
  text: string;
}

/** A file, or text that is pasted; what cannot be read is refused here, before anything leaves the device. */
export function FileOrPaste(props: {
  id: string;
  words: Record<"legend" | "file" | "fileHint" | "paste" | "read" | "nothing" | "pasted", string>;
  problems: Partial<Record<FileProblem, string>>;
  /** Which files a device offers. */
  accept: string;
  rows: number;
  /** What is asked before the file. */
  children?: ReactNode;
  /** Something else is chosen: what was made of the text before does not belong to it. */
  onOther?: () => void;
  /** Takes the text with whatever else the form said. @returns why it cannot be used after all */
  onRead: (opened: OpenText, said: FormData) => FileProblem | null | Promise<FileProblem | null>;
}) {
  const { id, words } = props;
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState("");

  async function read() {
    const said = new FormData(form.current ?? undefined);
    const [file, pasted] = [said.get("file"), String(said.get("pasted") ?? "")];
    const chosen = file instanceof File && file.name !== "" ? file : null;
    if (!chosen && !pasted.trim()) return setProblem(words.nothing);
    const opened = chosen ? openFile(new Uint8Array(await chosen.arrayBuffer())) : openPasted(pasted);
    const name = chosen?.name.slice(-200) ?? words.pasted;
    const refused = "refused" in opened ? opened.refused : await props.onRead({ name, text: opened.text }, said);
    setProblem(refused ? (props.problems[refused] ?? "") : "");
  }

  return (
    <form
      ref={form}
      noValidate
      onChange={props.onOther}
      onSubmit={(event) => {
        event.preventDefault();
        void read();
      }}
      className="grid gap-4 rounded-lg border border-line bg-surface p-4"
    >
      <h2>{words.legend}</h2>
      {props.children}
      <Field id={id} label={words.file} hint={words.fileHint} error={problem}>
        <input
          id={id}
          name="file"
          type="file"
          aria-describedby={problem ? `${id}-hint ${id}-error` : `${id}-hint`}
          aria-invalid={problem ? true : undefined}
          accept={props.accept}
          className={controlClass(problem || undefined)}
        />
      </Field>
      <TextArea name="pasted" label={words.paste} rows={props.rows} className="font-mono" />
      <div>
        <Button type="submit" kind="main">
          {words.read}
        </Button>
      </div>
    </form>
  );
}

function openPasted(text: string) {
  const wrong = textProblem(text);
  return wrong ? { refused: wrong } : { text };
}

"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { openFile, textProblem } from "@/lib/imports/file";
import type { ImportSetting } from "./import-words";

/** What somebody wants to import, and the clock that it was written by. */
export interface Source {
  name: string;
  text: string;
  zone: string;
  day: string | null;
}

/** First of all the zone and, where rows have only a time, the day; then a file, or text that is pasted. */
export function SourceStep(props: { setting: ImportSetting; onRead: (source: Source) => void }) {
  const { setting, onRead } = props;
  const words = setting.words.source;
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState("");

  async function read() {
    const said = new FormData(form.current ?? undefined);
    const file = said.get("file");
    const pasted = String(said.get("pasted") ?? "");
    const chosen = file instanceof File && file.size > 0 ? file : null;
    if (!chosen && !pasted.trim()) return setProblem(words.nothing);
    const opened = chosen ? openFile(new Uint8Array(await chosen.arrayBuffer())) : openPasted(pasted);
    if ("refused" in opened) return setProblem(setting.problems[opened.refused] ?? "");
    setProblem("");
    onRead({
      name: chosen?.name.slice(-200) ?? words.pasted,
      text: opened.text,
      zone: String(said.get("zone")),
      day: String(said.get("day")) || null,
    });
  }

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void read();
      }}
      className="grid gap-4 rounded-lg border border-line bg-surface p-4"
    >
      <h2>{words.legend}</h2>
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <ZoneAndDay setting={setting} />
      </div>
      <Field id="import-file" label={words.file} hint={words.fileHint} error={problem}>
        <input
          id="import-file"
          name="file"
          type="file"
          aria-describedby={problem ? "import-file-hint import-file-error" : "import-file-hint"}
          aria-invalid={problem ? true : undefined}
          accept=".csv,.tsv,.txt,.json,.ndjson,.jsonl,.log,text/*,application/json"
          className={controlClass(problem || undefined)}
        />
      </Field>
      <TextArea name="pasted" label={words.paste} rows={6} className="font-mono" />
      <div>
        <Button type="submit" kind="main">
          {words.read}
        </Button>
      </div>
    </form>
  );
}

/** The clock that times were read from. */
export function ZoneAndDay({ setting }: { setting: ImportSetting }) {
  const words = setting.words.source;
  return (
    <>
      <Select
        name="zone"
        label={words.zone}
        hint={words.zoneHint}
        defaultValue={setting.incident.zone}
        options={[...setting.zones]}
      />
      <TextField name="day" type="date" label={words.day} hint={words.dayHint} />
    </>
  );
}

function openPasted(text: string) {
  const wrong = textProblem(text);
  return wrong ? { refused: wrong } : { text };
}

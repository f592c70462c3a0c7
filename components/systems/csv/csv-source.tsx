"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { openFile, textProblem } from "@/lib/imports/file";
import { readTable } from "@/lib/imports/table";
import type { OpenTable } from "./csv-mapping";
import type { CsvSetting } from "./csv-setting";

/** A file, or a table that is pasted; what cannot be read is refused here, before anything leaves the device. */
export function CsvSource(props: {
  setting: CsvSetting;
  /** Something else is chosen: what was made of the table before does not belong to it. */
  onOther: () => void;
  onRead: (table: OpenTable) => void;
}) {
  const { setting, onRead } = props;
  const words = setting.words.source;
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState("");

  async function read() {
    const said = new FormData(form.current ?? undefined);
    const [file, pasted] = [said.get("file"), String(said.get("pasted") ?? "")];
    const chosen = file instanceof File && file.name !== "" ? file : null;
    if (!chosen && !pasted.trim()) return setProblem(words.nothing);
    const opened = chosen ? openFile(new Uint8Array(await chosen.arrayBuffer())) : openPasted(pasted);
    const table = "refused" in opened ? opened : await readTable(opened.text, "csv");
    const refused = "refused" in opened ? opened.refused : "refused" in table ? table.refused : null;
    setProblem(refused ? (setting.problems[refused] ?? "") : "");
    if ("refused" in opened || "refused" in table) return;
    onRead({ name: chosen?.name.slice(-200) ?? words.pasted, text: opened.text, table });
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
      <Field id="systems-file" label={words.file} hint={words.fileHint} error={problem}>
        <input
          id="systems-file"
          name="file"
          type="file"
          aria-describedby={problem ? "systems-file-hint systems-file-error" : "systems-file-hint"}
          aria-invalid={problem ? true : undefined}
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          className={controlClass(problem || undefined)}
        />
      </Field>
      <TextArea name="pasted" label={words.paste} rows={4} className="font-mono" />
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

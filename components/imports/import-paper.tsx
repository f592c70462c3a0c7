"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { controlClass, Field } from "@/components/ui/field";
import { TextField } from "@/components/ui/text-field";
import { fill } from "@/lib/kernel/words";
import type { ImportSetting } from "./import-words";
import { sheetColumns, sheetCsv } from "./paper-csv";
import { PaperLine } from "./paper-line";
import { type Chosen, RowsStep } from "./rows-step";
import { sendPhoto } from "./send-photo";
import { ZoneAndDay } from "./source-step";
import { type ImportProblem, useImport } from "./use-import";

const LINES = 5;

/** A sheet of the paper log typed back in: its own number, its own lines, and a picture of it. */
export function ImportPaper({ setting }: { setting: ImportSetting }) {
  const words = setting.words.paper;
  const form = useRef<HTMLFormElement>(null);
  const kept = useRef<{ file: File; id: string } | null>(null);
  const [lines, setLines] = useState(LINES);
  const [shown, setShown] = useState(0);
  const [problem, setProblem] = useState("");
  const [photoProblem, setPhotoProblem] = useState<ImportProblem | null>(null);
  const work = useImport(setting);

  async function show() {
    const data = new FormData(form.current ?? undefined);
    const sheet = Number(data.get("sheet"));
    const content = sheetCsv(data, lines);
    if (!Number.isInteger(sheet) || sheet < 1) return setProblem(words.needSheet);
    if (!content) return setProblem(words.empty);
    setProblem("");
    setPhotoProblem(null);
    await work.check({
      format: "csv",
      order: "dmy",
      columns: sheetColumns,
      zone: String(data.get("zone")),
      day: String(data.get("day")) || null,
      name: `sheet-${sheet}.csv`,
      content,
      sheet,
    });
    setShown((count) => count + 1);
  }

  async function add(chosen: Chosen) {
    const file = new FormData(form.current ?? undefined).get("photo");
    if (!(file instanceof File) || file.size === 0) return work.add(chosen);
    if (kept.current?.file !== file) {
      const sent = await sendPhoto(setting.incident.ref, file);
      if ("because" in sent) {
        const message = fill(words.photoFailed, { because: sent.because });
        return setPhotoProblem({ title: setting.words.rows.problem, message, details: [] });
      }
      kept.current = { file, id: sent.id };
    }
    setPhotoProblem(null);
    await work.add(chosen, kept.current.id);
  }

  return (
    <div className="grid gap-4">
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void show();
        }}
        className="grid gap-4 rounded-lg border border-line bg-surface p-4"
      >
        <div>
          <h2>{words.legend}</h2>
          <p className="text-ink-2">{words.hint}</p>
        </div>
        <div className="grid items-end gap-4 sm:grid-cols-2">
          <TextField name="sheet" inputMode="numeric" required label={words.sheet} />
          <Field id="sheet-photo" label={words.photo} hint={words.photoHint}>
            <input
              id="sheet-photo"
              name="photo"
              type="file"
              accept="image/*,application/pdf"
              aria-describedby="sheet-photo-hint"
              className={controlClass(undefined)}
            />
          </Field>
          <ZoneAndDay setting={setting} />
        </div>
        <div>
          {Array.from({ length: lines }, (_, index) => index + 1).map((number) => (
            <PaperLine key={number} number={number} words={words} />
          ))}
        </div>
        {problem ? (
          <p role="alert" className="font-semibold text-error">
            {problem}
          </p>
        ) : null}
        <div className="flex flex-wrap gap-3">
          <Button type="submit" kind="main" aria-disabled={work.busy}>
            {setting.words.reading.show}
          </Button>
          <Button onClick={() => setLines((count) => count + LINES)}>{words.more}</Button>
        </div>
      </form>
      {work.checked ? (
        <RowsStep
          key={shown}
          setting={setting}
          checked={work.checked}
          kind="note"
          busy={work.busy}
          problem={photoProblem ?? work.problem}
          onAdd={add}
        />
      ) : work.problem ? (
        <ErrorSummary
          title={work.problem.title}
          message={[work.problem.message, ...work.problem.details].join(" ")}
          errors={[]}
        />
      ) : null}
    </div>
  );
}

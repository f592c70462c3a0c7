"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FormContext } from "@/components/ui/form-context";
import { Select } from "@/components/ui/select";
import { columnNumbers } from "@/lib/imports/mapping";
import type { Table } from "@/lib/imports/table";
import { counted, fill } from "@/lib/kernel/words";
import { guessCsvColumns } from "@/lib/systems/csv-columns";
import { type CsvField, csvFields } from "@/lib/systems/csv-fields";
import type { CsvSetting } from "./csv-setting";

/** A table that somebody wants to import. */
export interface OpenTable {
  name: string;
  text: string;
  table: Table;
}

/** Which column is what: guessed by its name, and changeable. Fields that the file does not seem to have stand apart. */
export function CsvMapping(props: {
  setting: CsvSetting;
  open: OpenTable;
  busy: boolean;
  onShow: (columns: Record<CsvField, number | null>) => void;
}) {
  const { setting, open } = props;
  const words = setting.words.columns;
  const { head, rows } = open.table;
  const [guessed] = useState(() => guessCsvColumns(head, setting.headings));
  const [columns, setColumns] = useState(guessed);
  const [problem, setProblem] = useState("");
  const nameOf = (at: number) => head[at] || fill(words.column, { number: at + 1 });
  const used = new Set(Object.values(columns));
  const unused = columnNumbers(rows).filter((at) => !used.has(at));
  const found = csvFields.filter((field) => guessed[field] !== null || field === "code" || field === "name");
  const others = csvFields.filter((field) => !found.includes(field));

  const choice = (field: CsvField) => (
    <Select
      key={field}
      name={`column-${field}`}
      label={setting.fields[field]}
      value={columns[field] ?? ""}
      onChange={(event) => {
        setProblem("");
        setColumns({ ...columns, [field]: event.target.value === "" ? null : Number(event.target.value) });
      }}
      options={[
        { value: "", label: words.none },
        ...columnNumbers(rows).map((at) => ({ value: String(at), label: nameOf(at) })),
      ]}
    />
  );

  const errors: Record<string, string> = problem ? { "column-code": problem } : {};
  return (
    <FormContext value={{ id: "table", errors, words: { optional: "" } }}>
      <section className="grid gap-4 rounded-lg border border-line bg-surface p-4">
        <div className="grid gap-1">
          <h2>{words.legend}</h2>
          <p className="max-w-[72ch] text-ink-2">{words.hint}</p>
        </div>
        <p role="status">
          {counted(words.found, csvFields.filter((field) => guessed[field] !== null).length)}
          {unused.length > 0 ? ` ${fill(words.unused, { names: unused.map(nameOf).join(", ") })}` : ""}
        </p>
        <div className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-3">{found.map(choice)}</div>
        {others.length > 0 ? (
          <details>
            <summary className="min-h-6 cursor-pointer font-semibold">{words.others}</summary>
            <div className="grid items-end gap-4 pt-3 sm:grid-cols-2 lg:grid-cols-3">{others.map(choice)}</div>
          </details>
        ) : null}
        <div>
          <Button
            kind="main"
            aria-disabled={props.busy}
            onClick={() => (columns.code === null ? setProblem(words.code) : props.onShow(columns))}
          >
            {words.show}
          </Button>
        </div>
      </section>
    </FormContext>
  );
}

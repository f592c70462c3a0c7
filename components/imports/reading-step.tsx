"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { type Format, formats } from "@/lib/imports/file";
import { type Columns, columnNumbers, fields, guessColumns } from "@/lib/imports/mapping";
import { guessFormat, type Reading, readColumns, type StagedRow, stage } from "@/lib/imports/stage";
import type { Table } from "@/lib/imports/table";
import { dateOrders, guessOrder } from "@/lib/imports/when";
import { clockNow } from "@/lib/kernel/clock";
import { fill } from "@/lib/kernel/words";
import type { ImportSetting } from "./import-words";
import { RowTime } from "./row-time";
import type { Source } from "./source-step";

/** How the file is read: guessed, changeable, and shown by one row of it. */
export function ReadingStep(props: {
  setting: ImportSetting;
  source: Source;
  busy: boolean;
  onShow: (reading: Reading) => void;
}) {
  const { setting, source } = props;
  const words = setting.words.reading;
  const [format, setFormat] = useState<Format>(() => guessFormat(source.text, source.name));
  const [order, setOrder] = useState(() => guessOrder(source.text));
  const [table, setTable] = useState<Table | null>(null);
  const [columns, setColumns] = useState<Columns | null>(null);
  const [problem, setProblem] = useState("");
  const [example, setExample] = useState<StagedRow | null>(null);
  const reading: Reading = { format, order, columns, zone: source.zone, day: source.day };

  useEffect(() => {
    let current = true;
    void readColumns(source.text, format).then((read) => {
      if (!current) return;
      const refused = read && "refused" in read ? read.refused : null;
      const found = read && !("refused" in read) ? read : null;
      setProblem(refused ? (setting.problems[refused] ?? "") : "");
      setTable(found);
      setColumns(found && guessColumns(found));
    });
    return () => {
      current = false;
    };
  }, [source, format, setting.problems]);

  useEffect(() => {
    let current = true;
    void stage(source.text, { format, order, columns, zone: source.zone, day: source.day }, clockNow()).then((rows) => {
      if (!current) return;
      if ("refused" in rows) {
        setProblem(setting.problems[rows.refused] ?? "");
        setExample(null);
      } else setExample(rows.find((row) => !row.problem) ?? rows[0] ?? null);
    });
    return () => {
      current = false;
    };
  }, [source, format, order, columns, setting.problems]);

  return (
    <section className="grid gap-4 rounded-lg border border-line bg-surface p-4">
      <h2>{words.legend}</h2>
      <div className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <Select
          name="format"
          label={words.format}
          value={format}
          onChange={(event) => setFormat(event.target.value as Format)}
          options={formats.map((one) => ({ value: one, label: words.formats[one] }))}
        />
        <Select
          name="order"
          label={words.order}
          value={order}
          onChange={(event) => setOrder(event.target.value === "mdy" ? "mdy" : "dmy")}
          options={dateOrders.map((one) => ({ value: one, label: words.orders[one] }))}
        />
        {table && columns
          ? fields.map((field) => (
              <Select
                key={field}
                name={`column-${field}`}
                label={words.fields[field]}
                value={columns[field] ?? ""}
                onChange={(event) =>
                  setColumns({ ...columns, [field]: event.target.value === "" ? null : Number(event.target.value) })
                }
                options={[
                  { value: "", label: words.none },
                  ...columnNumbers(table.rows).map((at) => ({
                    value: String(at),
                    label: table.head[at] || fill(words.column, { number: at + 1 }),
                  })),
                ]}
              />
            ))
          : null}
      </div>
      {problem ? (
        <p role="alert" className="font-semibold text-error">
          {problem}
        </p>
      ) : example ? (
        <figure aria-live="polite" className="grid gap-1 rounded-md border-l-4 border-l-ink bg-sunken px-3 py-2">
          <figcaption className="text-sm text-ink-2">{fill(words.example, { row: example.row })}</figcaption>
          {example.problem ? (
            <p className="font-semibold text-error">{setting.problems[example.problem]}</p>
          ) : (
            <RowTime row={example} setting={setting} />
          )}
          <p className="line-clamp-6 whitespace-pre-wrap wrap-anywhere">{example.text}</p>
          {example.who ? <p className="text-sm text-ink-2">{fill(words.by, { who: example.who })}</p> : null}
        </figure>
      ) : (
        <p>{words.noRow}</p>
      )}
      <div>
        <Button kind="main" aria-disabled={props.busy} onClick={() => props.onShow(reading)}>
          {words.show}
        </Button>
      </div>
    </section>
  );
}

"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { PAGE, Pager } from "@/components/ui/pager";
import { Select } from "@/components/ui/select";
import type { AddImport } from "@/lib/imports/schema";
import type { StagedRow } from "@/lib/imports/stage";
import type { CheckedImport } from "@/lib/imports/views";
import { dayAndTime, grouped } from "@/lib/kernel/time";
import { type Counted, counted, fill } from "@/lib/kernel/words";
import type { EntryKind } from "@/lib/record/catalog";
import type { ImportSetting } from "./import-words";
import { StagedLine } from "./staged-line";

type Show = "all" | "problems" | "duplicates";

/** What is chosen once for the whole import. */
export type Chosen = Pick<AddImport, "rows" | "kind" | "audience"> & Partial<Pick<AddImport, "tlp">>;

/** Every row with its reason or its tick, and what they all get: kind, readers, label. */
export function RowsStep(props: {
  setting: ImportSetting;
  checked: CheckedImport;
  kind: EntryKind;
  busy: boolean;
  problem: { title: string; message: string; details: string[] } | null;
  onAdd: (chosen: Chosen) => void;
}) {
  const { setting, checked } = props;
  const words = setting.words.rows;
  const known = new Map(checked.duplicates.map(({ row, number }) => [row, number]));
  const number = (count: number) => grouped(count, setting.language);
  const said = (of: Counted, count: number) => counted(of, count, { count: number(count) });
  const isThere = (row: StagedRow) => known.has(row.row) || row.sameAs !== null;
  const good = checked.rows.filter(({ problem }) => !problem);
  const [ticked, setTicked] = useState(() => new Set(good.filter((row) => !isThere(row)).map(({ row }) => row)));
  const [show, setShow] = useState<Show>("all");
  const [from, setFrom] = useState(0);
  const [empty, setEmpty] = useState(false);
  const problems = checked.rows.filter(({ problem }) => problem);
  const there = good.filter(isThere);
  const shown = { all: checked.rows, problems, duplicates: there }[show];
  const [earlier] = checked.earlier.filter(({ undoneAt }) => !undoneAt);

  function tick(row: number, on: boolean) {
    const next = new Set(ticked);
    if (on) next.add(row);
    else next.delete(row);
    setTicked(next);
    setEmpty(false);
  }

  function add(data: FormData) {
    if (ticked.size === 0) return setEmpty(true);
    const tlp = String(data.get("tlp")) as Chosen["tlp"] | "";
    props.onAdd({
      rows: [...ticked].sort((a, b) => a - b),
      kind: String(data.get("kind")) as EntryKind,
      audience: data.get("audience") === "command" ? "command" : "incident",
      ...(tlp && { tlp }),
    });
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add(new FormData(event.currentTarget));
      }}
      className="grid gap-4 rounded-lg border border-line bg-surface p-4"
    >
      <h2>{words.legend}</h2>
      <p>
        {[
          said(words.count, checked.rows.length),
          ...(problems.length > 0 ? [said(words.problems, problems.length)] : []),
          ...(there.length > 0 ? [said(words.duplicates, there.length)] : []),
        ].join(". ")}
        .
      </p>
      {earlier ? (
        <p className="font-semibold text-lim">
          {fill(words.earlier, {
            by: earlier.addedBy,
            time: dayAndTime(new Date(earlier.addedAt), setting.incident.zone, setting.language),
          })}
        </p>
      ) : null}
      <div className="flex flex-wrap items-end gap-3">
        <Select
          name="show"
          label={words.filter}
          value={show}
          onChange={(event) => {
            setShow(event.target.value as Show);
            setFrom(0);
          }}
          options={[
            { value: "all", label: words.all },
            { value: "problems", label: words.onlyProblems },
            { value: "duplicates", label: words.onlyDuplicates },
          ]}
        />
        <Button onClick={() => setTicked(new Set(good.map(({ row }) => row)))}>{words.tick}</Button>
        <Button onClick={() => setTicked(new Set())}>{words.untick}</Button>
      </div>
      <ul className="rounded-md border border-line">
        {shown.slice(from, from + PAGE).map((row) => (
          <StagedLine
            key={row.row}
            row={row}
            known={known.get(row.row)}
            ticked={ticked.has(row.row)}
            onTick={(on) => tick(row.row, on)}
            setting={setting}
          />
        ))}
      </ul>
      <Pager
        from={from}
        count={shown.length}
        onFrom={setFrom}
        number={number}
        words={{ from: words.from, earlier: words.earlierRows, later: words.laterRows }}
      />
      <div className="grid items-end gap-4 sm:grid-cols-3">
        <Select name="kind" label={words.kind} defaultValue={props.kind} options={[...setting.kinds]} />
        <Select name="audience" label={words.audience} options={[...setting.audiences]} />
        <Select
          name="tlp"
          label={words.tlp}
          options={[
            { value: "", label: fill(words.tlpDefault, { tlp: setting.incident.tlp }) },
            ...importLabels.map((tlp) => ({ value: tlp, label: tlp })),
          ]}
        />
      </div>
      {props.problem ? (
        <ErrorSummary
          title={props.problem.title}
          message={[props.problem.message, ...props.problem.details].filter(Boolean).join(" ")}
          errors={[]}
        />
      ) : null}
      {empty ? (
        <p role="alert" className="font-semibold text-error">
          {words.none}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" kind="main" aria-disabled={props.busy}>
          {said(words.add, ticked.size)}
        </Button>
        <p role="status" className="text-ink-2">
          {props.busy ? words.working : ""}
        </p>
      </div>
    </form>
  );
}

const importLabels = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"] as const;

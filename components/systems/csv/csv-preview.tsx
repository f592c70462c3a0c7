"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { PAGE, Pager } from "@/components/ui/pager";
import { Select } from "@/components/ui/select";
import { grouped } from "@/lib/kernel/time";
import { counted, fill } from "@/lib/kernel/words";
import type { CheckedSystems, ImportedRow } from "@/lib/systems/views";
import { CsvRow } from "./csv-row";
import type { CsvSetting } from "./csv-setting";
import type { CsvProblem } from "./use-csv-import";

/** In this order they are named, and the first of which there is one is shown. */
const verdicts = ["bad", "changed", "new", "unchanged"] as const;
type Show = ImportedRow["verdict"] | "all";

/** Every row with what it would do; only when none is wrong can they be stored. */
export function CsvPreview(props: {
  setting: CsvSetting;
  checked: CheckedSystems;
  busy: boolean;
  problem: CsvProblem | null;
  onStore: () => void;
}) {
  const { setting, checked } = props;
  const words = setting.words.rows;
  const counts = Object.fromEntries(
    verdicts.map((verdict) => [verdict, checked.rows.filter((row) => row.verdict === verdict).length]),
  ) as Record<ImportedRow["verdict"], number>;
  const [show, setShow] = useState<Show>(counts.bad > 0 ? "bad" : "all");
  const [from, setFrom] = useState(0);
  const shown = show === "all" ? checked.rows : checked.rows.filter(({ verdict }) => verdict === show);
  const number = (count: number) => grouped(count, setting.language);
  const said = (verdict: ImportedRow["verdict"]) =>
    counted(words[verdict], counts[verdict], { count: number(counts[verdict]) });

  return (
    <section className="grid gap-4 rounded-lg border border-line bg-surface p-4">
      <h2>{words.legend}</h2>
      <p role="status" className="font-semibold">
        {verdicts
          .filter((verdict) => counts[verdict] > 0)
          .map(said)
          .join(" · ")}
      </p>
      {checked.circle ? (
        <p className="font-semibold wrap-anywhere text-error">
          {fill(words.circle, { circle: checked.circle.join(" → ") })}
        </p>
      ) : null}
      <div className="sm:max-w-64">
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
            ...verdicts.filter((verdict) => counts[verdict] > 0).map((value) => ({ value, label: said(value) })),
          ]}
        />
      </div>
      {shown.length > 0 ? (
        <ul className="rounded-md border border-line">
          {shown.slice(from, from + PAGE).map((row) => (
            <CsvRow key={row.row} row={row} setting={setting} />
          ))}
        </ul>
      ) : (
        <p>{words.none}</p>
      )}
      <Pager from={from} count={shown.length} onFrom={setFrom} number={number} words={words} />
      {props.problem ? <ErrorSummary {...props.problem} errors={[]} /> : null}
      {counts.bad > 0 ? (
        <p className="font-semibold">{words.mend}</p>
      ) : counts.new + counts.changed === 0 ? (
        <p className="font-semibold">{words.nothing}</p>
      ) : (
        <div className="flex flex-wrap items-center gap-3">
          <Button kind="main" aria-disabled={props.busy} onClick={props.onStore}>
            {label(counts, words, number)}
          </Button>
          <p role="status">{props.busy ? words.busy : ""}</p>
        </div>
      )}
    </section>
  );
}

function label(
  counts: Record<"new" | "changed", number>,
  words: CsvSetting["words"]["rows"],
  number: (count: number) => string,
): string {
  if (counts.changed === 0) return counted(words.add, counts.new, { count: number(counts.new) });
  if (counts.new === 0) return counted(words.change, counts.changed, { count: number(counts.changed) });
  return fill(words.addAndChange, { added: number(counts.new), changed: number(counts.changed) });
}

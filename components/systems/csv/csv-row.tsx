import { visibleText } from "@/lib/kernel/visible-text";
import { fill } from "@/lib/kernel/words";
import { factLines } from "@/lib/systems/said";
import type { ImportChange, ImportedRow, ImportFault } from "@/lib/systems/views";
import type { CsvSetting } from "./csv-setting";

const looks = { new: "text-ok", changed: "text-lim", unchanged: "text-ink-2", bad: "text-error" } as const;

/** One row of the table: what it would do, fact by fact, or what is wrong with it. */
export function CsvRow({ row, setting }: { row: ImportedRow; setting: CsvSetting }) {
  const { rows: words } = setting.words;
  return (
    <li className="grid gap-1 border-b border-line px-3 py-2.5 wrap-anywhere last:border-b-0">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="text-sm text-ink-2">{fill(words.row, { row: row.row })}</span>
        <b>{visibleText(row.code)}</b>
        <span>{visibleText(row.name)}</span>
        <span className={`text-sm font-semibold ${looks[row.verdict]}`}>{words.verdict[row.verdict]}</span>
      </p>
      {row.faults.map((fault) => (
        <p key={`${fault.field} ${fault.because} ${fault.word}`} className="text-sm">
          {faultOf(fault, setting)}
        </p>
      ))}
      {row.changes.map((change) => (
        <ChangeLine key={change.field} change={change} setting={setting} />
      ))}
    </li>
  );
}

function faultOf({ field, because, sameAs, word }: ImportFault, { words, fields, problems }: CsvSetting) {
  return (
    <>
      {field ? <b>{fields[field]}: </b> : null}
      {[
        word && because !== "circle-row" ? fill(words.rows.word, { word: visibleText(word) }) : "",
        problems[because] ?? because,
        sameAs ? fill(words.rows.sameAs, { row: sameAs }) : "",
      ]
        .filter(Boolean)
        .join(" ")}
    </>
  );
}

function ChangeLine({ change, setting }: { change: ImportChange; setting: CsvSetting }) {
  const { rows: words } = setting.words;
  const said = (value: ImportChange["from"]) =>
    factLines(change.field, value, setting.saying).join("; ") || words.empty;
  return (
    <p className="text-sm">
      <b>{setting.fields[change.field]}</b>: {words.was} <del className="no-underline">{said(change.from)}</del>,{" "}
      {words.is} <ins className="font-semibold no-underline">{said(change.to)}</ins>
    </p>
  );
}

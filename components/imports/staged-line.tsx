import type { StagedRow } from "@/lib/imports/stage";
import { visibleText } from "@/lib/kernel/visible-text";
import { fill } from "@/lib/kernel/words";
import type { ImportSetting } from "./import-words";
import { RowTime } from "./row-time";

/** One row of the file before it becomes an entry: to tick, or with the reason why it cannot be. */
export function StagedLine(props: {
  row: StagedRow;
  /** The entry that says the same, if any. */
  known: number | undefined;
  ticked: boolean;
  onTick: (ticked: boolean) => void;
  setting: ImportSetting;
}) {
  const { row, known, setting } = props;
  const words = setting.words.rows;
  const id = `row-${row.row}`;
  const notes = [
    known ? fill(words.inLog, { number: known }) : "",
    row.sameAs ? fill(words.inFile, { row: row.sameAs }) : "",
    row.twice ? words.twice : "",
  ].filter(Boolean);
  const paper = [row.no, row.who, row.initials].filter((word): word is string => Boolean(word));
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3 border-b border-line px-3 py-2.5 last:border-b-0">
      {row.problem ? (
        <span aria-hidden="true" className="text-center text-lg leading-6 font-bold text-error">
          !
        </span>
      ) : (
        <input
          id={id}
          type="checkbox"
          checked={props.ticked}
          onChange={(event) => props.onTick(event.target.checked)}
          className="size-6 accent-ink"
        />
      )}
      <div className="grid gap-0.5">
        <label htmlFor={row.problem ? undefined : id} className="block min-h-6 text-sm text-ink-2">
          {fill(words.row, { row: row.row })}
          {paper.length > 0 ? `, ${paper.map(visibleText).join(", ")}` : ""}
        </label>
        <RowTime row={row} setting={setting} />
        {row.problem ? <p className="font-semibold text-error">{setting.problems[row.problem]}</p> : null}
        <p className="line-clamp-4 whitespace-pre-wrap wrap-anywhere">{visibleText(row.text)}</p>
        {notes.map((note) => (
          <p key={note} className="text-sm font-semibold text-lim">
            {note}
          </p>
        ))}
      </div>
    </li>
  );
}

import { controlClass } from "@/components/ui/field";
import { fill } from "@/lib/kernel/words";
import type { ImportSetting } from "./import-words";

/** What a line of a paper log has, in the order of its columns. */
export const paperColumns = ["no", "time", "what", "who", "initials"] as const;

/** On a phone a line takes three rows. */
const phone = { no: "", time: "max-sm:col-span-2", what: "max-sm:col-span-3", who: "max-sm:col-span-2", initials: "" };

/** One line of the paper sheet, in the columns of the paper sheet. */
export function PaperLine({ number, words }: { number: number; words: ImportSetting["words"]["paper"] }) {
  return (
    <fieldset className="grid grid-cols-[4rem_minmax(0,1fr)_5rem] gap-2 border-b border-line py-3 last:border-b-0 sm:grid-cols-[4rem_9rem_minmax(0,1fr)_9rem_5rem]">
      <legend className="sr-only">{fill(words.line, { number })}</legend>
      {paperColumns.map((column) => (
        <div key={column} className={`grid content-start gap-1 ${phone[column]}`}>
          <label htmlFor={`${column}-${number}`} className="text-xs font-semibold">
            {words[column]}
          </label>
          {column === "what" ? (
            <textarea
              id={`what-${number}`}
              name={`what.${number}`}
              rows={1}
              className={controlClass(undefined, "field-sizing-content resize-none")}
            />
          ) : (
            <input
              id={`${column}-${number}`}
              name={`${column}.${number}`}
              autoComplete="off"
              defaultValue={column === "no" ? number : undefined}
              className={controlClass(undefined)}
            />
          )}
        </div>
      ))}
    </fieldset>
  );
}

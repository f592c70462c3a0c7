import { useTranslations } from "next-intl";
import type { Term } from "@/lib/entries/search-terms";
import type { ActRow } from "@/lib/entries/views";
import { clockTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { Marked } from "./marked";

/** From this many on, acts that follow each other fold into one line. */
const FOLD_FROM = 4;

/** What Kulla itself recorded: quiet lines of one sentence, many of them folded. */
export function ActRun(props: { acts: ActRow[]; zone: string; terms?: Term[] | undefined }) {
  const t = useTranslations("entries");
  const { acts, zone, terms } = props;
  if (acts.length < FOLD_FROM || terms?.length)
    return acts.map((act) => <ActLine key={act.id} act={act} zone={zone} terms={terms} />);
  const times = acts.map(({ occurredAt }) => occurredAt.getTime());
  const from = clockTime(new Date(Math.min(...times)), zone);
  const to = clockTime(new Date(Math.max(...times)), zone);
  return (
    <li className="border-b border-line last:border-b-0">
      <details>
        <summary className="px-3 py-2 text-sm text-ink-2 sm:pl-[124px]">
          {from === to ? t("actsSameTime", { count: acts.length, from }) : t("acts", { count: acts.length, from, to })}
        </summary>
        <ol reversed>
          {acts.map((act) => (
            <ActLine key={act.id} act={act} zone={zone} />
          ))}
        </ol>
      </details>
    </li>
  );
}

function ActLine({ act, zone, terms }: { act: ActRow; zone: string; terms?: Term[] | undefined }) {
  return (
    <li
      data-row={act.id}
      className="grid grid-cols-[64px_1fr] gap-3 border-b border-line px-3 py-1.5 text-sm text-ink-2 last:border-b-0 sm:grid-cols-[100px_1fr]"
    >
      <time dateTime={act.occurredAt.toISOString()}>{clockTime(act.occurredAt, zone)}</time>
      <p data-words className="wrap-anywhere">
        <Marked text={act.sentence} terms={terms} />
        {act.by.name ? ` · ${visibleText(act.by.name)}` : ""}
      </p>
    </li>
  );
}

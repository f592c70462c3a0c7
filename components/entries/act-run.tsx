import { useTranslations } from "next-intl";
import type { ActRow } from "@/lib/entries/views";
import { clockTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";

/** From this many on, acts that follow each other fold into one line. */
const FOLD_FROM = 4;

/** What Kulla itself recorded: quiet lines of one sentence, many of them folded. */
export function ActRun(props: { acts: ActRow[]; zone: string }) {
  const t = useTranslations("entries");
  const { acts, zone } = props;
  if (acts.length < FOLD_FROM) return acts.map((act) => <ActLine key={act.id} act={act} zone={zone} />);
  const from = clockTime(acts.at(-1)?.occurredAt ?? new Date(0), zone);
  const to = clockTime(acts[0]?.occurredAt ?? new Date(0), zone);
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

function ActLine({ act, zone }: { act: ActRow; zone: string }) {
  return (
    <li
      data-row={act.id}
      className="grid grid-cols-[64px_1fr] gap-3 border-b border-line px-3 py-1.5 text-sm text-ink-2 last:border-b-0 sm:grid-cols-[100px_1fr]"
    >
      <time dateTime={act.occurredAt.toISOString()}>{clockTime(act.occurredAt, zone)}</time>
      <p data-words className="wrap-anywhere">
        {visibleText(act.sentence)}
        {act.by.name ? ` · ${visibleText(act.by.name)}` : ""}
      </p>
    </li>
  );
}

import { useLocale, useMessages, useTranslations } from "next-intl";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import type { Change, Fact } from "@/lib/systems/facts";
import { factLines, type Saying } from "@/lib/systems/said";
import type { CatalogueLine } from "@/lib/systems/views";

/** Who changed what of a system's entry in the catalogue, and when: each fact as it was and as it is. */
export function CatalogueHistory({ lines, zone }: { lines: CatalogueLine[]; zone: string }) {
  const t = useTranslations("systems.catalogue.history");
  const language = useLocale();
  const saying: Saying = { words: useMessages().systems, language, zone };
  return (
    <section aria-labelledby="history" className="grid gap-3">
      <h2 id="history">{t("title")}</h2>
      {lines.length === 0 ? <p>{t("none")}</p> : null}
      <ol className="rounded-lg border border-line bg-surface empty:hidden">
        {lines.map((line) => (
          <li key={line.id} className="grid gap-1 border-t border-line px-4 py-2.5 first:border-t-0 wrap-anywhere">
            <p className="text-sm text-ink-2">
              <time dateTime={line.at.toISOString()}>{dayAndTime(line.at, zone, language)}</time>
              {` · ${line.by ? visibleText(line.by) : t("somebody")}`}
            </p>
            <p>{visibleText(line.sentence)}</p>
            {line.changes.length > 0 ? (
              <ul className="grid gap-1.5 border-l-2 border-line pl-3">
                {line.changes.map((change) => (
                  <ChangedFact key={change.field} change={change} saying={saying} />
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

function ChangedFact({ change, saying }: { change: Change; saying: Saying }) {
  const { fact, history } = saying.words.catalogue;
  const said = (value: Fact) => factLines(change.field, value, saying).join("; ") || history.nothing;
  return (
    <li className="text-sm">
      <b>{fact[change.field]}</b>: {history.was} <del className="no-underline">{said(change.from)}</del>, {history.is}{" "}
      <ins className="font-semibold no-underline">{said(change.to)}</ins>
    </li>
  );
}

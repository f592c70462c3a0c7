import Link from "next/link";
import { useTranslations } from "next-intl";
import type { DecisionsAtAGlance } from "@/lib/decisions/views";
import { paths } from "@/lib/entry/paths";
import { visibleText } from "@/lib/kernel/visible-text";

/** What waits for the reader is named; of more the number. */
const NAMED = 3;

/** The decisions in one line, where one only passes by; and, when something waits for the reader, a line that says what. */
export function DecisionsLine({ incidentRef, glance }: { incidentRef: string; glance: DecisionsAtAGlance }) {
  const t = useTranslations("decisions.board");
  const { waiting, overdue, open } = glance;
  const told = [t("open", { count: open }), ...(overdue > 0 ? [t("overdue", { count: overdue })] : [])];
  const link = "inline-flex min-h-6 items-center";
  return (
    <section aria-labelledby="decisions-line" className="border-b border-line bg-surface px-4 py-1.5 text-sm">
      <h2 id="decisions-line" className="mr-2 inline text-sm">
        <Link href={paths.decisions(incidentRef)} prefetch={false} className={link}>
          {t("line")}
        </Link>
        :
      </h2>
      <span className={overdue > 0 ? "font-semibold" : "text-ink-2"}>{told.join(", ")}.</span>
      {waiting.length > 0 ? (
        <p data-waits-for-you className="mt-1 border-l-4 border-ink pl-3">
          <Link
            href={paths.decisions(incidentRef, { waits: "me" })}
            prefetch={false}
            className={`${link} mr-2 font-semibold`}
          >
            {t("waiting", { count: waiting.length })}
          </Link>
          {waiting.slice(0, NAMED).map(({ number, name, title }) => (
            <Link
              key={number}
              href={paths.decision(incidentRef, number)}
              prefetch={false}
              className={`${link} mr-4 wrap-anywhere`}
            >
              <span>
                <span className="font-mono">{name}</span> {visibleText(title)}
              </span>
            </Link>
          ))}
          {waiting.length > NAMED ? t("waitingMore", { count: waiting.length - NAMED }) : null}
        </p>
      ) : null}
    </section>
  );
}

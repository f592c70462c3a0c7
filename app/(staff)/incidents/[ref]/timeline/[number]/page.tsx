import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { EntryChain } from "@/components/entries/entry-chain";
import { EntryFacts } from "@/components/entries/entry-facts";
import { EntrySources } from "@/components/entries/entry-sources";
import { EntryWords } from "@/components/entries/entry-words";
import { NewestVersion } from "@/components/entries/newest-version";
import { buttonClass } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { entryOfPage } from "@/lib/entries/entry-of-page";
import { because } from "@/lib/entry/because";
import { paths } from "@/lib/entry/paths";

interface Asked {
  params: Promise<{ ref: string; number: string }>;
}

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { ref, number } = await params;
  const t = await getTranslations("entries.entry");
  return { title: `${t("title", { number })} ${decodeURIComponent(ref)}` };
}

/** One entry whole, with everything that is on record about it: the page to which a number in a report leads. */
export default async function EntryPage({ params }: Asked) {
  const { ref, number } = await params;
  const [{ incident, entry }, t] = [
    await entryOfPage(ref, number, await getLocale()),
    await getTranslations("entries"),
  ];
  const { correct } = entry.abilities;
  return (
    <main id="content" className="mx-auto grid w-full max-w-4xl gap-5 p-4">
      <p className="screen-only">
        <Link href={paths.incident(incident.ref)} prefetch={false}>
          {incident.ref}: {t("entry.back")}
        </Link>
      </p>
      <PageHeader
        title={t("entry.title", { number: entry.number })}
        action={
          correct.ok ? (
            <Link
              href={paths.correctEntry(incident.ref, entry.number)}
              prefetch={false}
              className={buttonClass("plain", "screen-only")}
            >
              {t("entry.correct")}
            </Link>
          ) : null
        }
      />
      <NewestVersion entry={entry} incidentRef={incident.ref} />
      <EntryWords entry={entry} incidentRef={incident.ref} />
      <EntryFacts entry={entry} zone={incident.zone} incidentRef={incident.ref} />
      <EntrySources entry={entry} />
      <EntryChain entry={entry} incident={incident} />
      {correct.ok ? null : (
        <p className="text-sm text-ink-2">{t("entry.notCorrect", { because: await because(correct) })}</p>
      )}
      {entry.receipt ? (
        <section>
          <h2>{t("entry.record")}</h2>
          <p className="wrap-anywhere">
            {t.rich("entry.recordLine", {
              seq: entry.receipt.seq,
              leaf: entry.receipt.leaf.slice(0, 16),
              code: (words) => <code>{words}</code>,
            })}
          </p>
          <p className="text-sm text-ink-2">{t("entry.recordSentence")}</p>
        </section>
      ) : null}
    </main>
  );
}

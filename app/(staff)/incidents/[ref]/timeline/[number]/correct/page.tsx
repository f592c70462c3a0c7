import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CorrectForm } from "@/components/entries/correct-form";
import { EntryFacts } from "@/components/entries/entry-facts";
import { EntryWords } from "@/components/entries/entry-words";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { entryOfPage } from "@/lib/entries/entry-of-page";
import { because } from "@/lib/entry/because";
import { formWords } from "@/lib/entry/form-words";

interface Asked {
  params: Promise<{ ref: string; number: string }>;
}

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { ref, number } = await params;
  const t = await getTranslations("entries.correct");
  return { title: `${t("title", { number })} ${decodeURIComponent(ref)}` };
}

/** A correction beside the original: the original stays as it is. */
export default async function CorrectPage({ params }: Asked) {
  const { ref, number } = await params;
  const [{ incident, entry }, t] = [
    await entryOfPage(ref, number, await getLocale()),
    await getTranslations("entries"),
  ];
  const { correct } = entry.abilities;
  return (
    <main id="content" className="mx-auto w-full max-w-6xl p-4">
      <PageHeader title={t("correct.title", { number: entry.number })} lead={t("correct.lead")} />
      {correct.ok ? (
        <div className="grid gap-4 lg:grid-cols-2">
          <section className="grid content-start gap-2">
            <h2>{t("correct.original")}</h2>
            <EntryWords entry={entry} incidentRef={incident.ref} />
            <EntryFacts entry={entry} zone={incident.zone} incidentRef={incident.ref} />
          </section>
          <section className="grid content-start gap-2">
            <h2>{t("correct.new")}</h2>
            <CorrectForm entry={entry} incident={incident} words={await formWords()} />
          </section>
        </div>
      ) : (
        <EmptyState>{t("entry.notCorrect", { because: await because(correct) })}</EmptyState>
      )}
    </main>
  );
}

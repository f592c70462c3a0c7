import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { CorrectForm } from "@/components/entries/correct-form";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { entryOfPage } from "@/lib/entries/entry-of-page";
import { newestOf } from "@/lib/entries/views";
import { because } from "@/lib/entry/because";
import { formWords } from "@/lib/entry/form-words";
import { paths } from "@/lib/entry/paths";

interface Asked {
  params: Promise<{ ref: string; number: string }>;
  searchParams: Promise<{ older?: string | string[] }>;
}

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { ref, number } = await params;
  const t = await getTranslations("entries.correct");
  return { title: `${t("title", { number })} ${decodeURIComponent(ref)}` };
}

/** A correction beside the original, which stays as it is. Only the newest version is corrected (L3), so an older one leads there. */
export default async function CorrectPage({ params, searchParams }: Asked) {
  const { ref, number } = await params;
  const { actor, incident, entry } = await entryOfPage(ref, number, await getLocale());
  const [{ older }, t] = [await searchParams, await getTranslations()];
  const newest = newestOf(entry.chain);
  if (entry.correctedBy && newest && newest.id !== entry.id)
    redirect(paths.correctEntry(incident.ref, newest.number, entry.number));
  const { correct } = entry.abilities;
  const corrected = entry.chain.find((version) => String(version.number) === older && version.id !== entry.id);
  return (
    <main id="content" className="mx-auto w-full max-w-6xl p-4">
      <PageHeader title={t("entries.correct.title", { number: entry.number })} lead={t("entries.correct.lead")} />
      {corrected ? (
        <p className="mb-4 rounded-lg border-2 border-ink bg-surface px-4 py-3 font-semibold">
          {t("corrections.desk.newest", { older: corrected.number, number: entry.number })}
        </p>
      ) : null}
      {correct.ok ? (
        <CorrectForm entry={entry} incident={incident} personId={actor.personId} words={await formWords()} />
      ) : (
        <EmptyState>{t("entries.entry.notCorrect", { because: await because(correct) })}</EmptyState>
      )}
    </main>
  );
}

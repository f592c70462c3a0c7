import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ImportFacts } from "@/components/imports/import-facts";
import { UndoForm } from "@/components/imports/undo-form";
import { PageHeader } from "@/components/ui/page-header";
import { because } from "@/lib/entry/because";
import { formWords } from "@/lib/entry/form-words";
import { paths } from "@/lib/entry/paths";
import { importOfPage } from "@/lib/imports/import-of-page";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";

interface Asked {
  params: Promise<{ ref: string; id: string }>;
}

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { ref, id } = await params;
  const { batch } = await importOfPage(ref, id);
  const t = await getTranslations("imports.batch");
  return { title: t("title", { file: visibleText(batch?.file ?? "") }) };
}

/** One import: what came in, from which file, and the way to take it back. */
export default async function ImportedPage({ params }: Asked) {
  const { ref, id } = await params;
  const [{ incident, batch: found }, t, language] = [
    await importOfPage(ref, id),
    await getTranslations("imports"),
    await getLocale(),
  ];
  const batch = found ?? notFound();
  const { undo } = batch.abilities;
  return (
    <main id="content" className="mx-auto grid w-full max-w-4xl gap-5 p-4">
      <p className="screen-only flex flex-wrap gap-x-5">
        <Link href={paths.incident(incident.ref)} prefetch={false}>
          {incident.ref}: {t("back")}
        </Link>
        <Link href={paths.importEntries(incident.ref)} prefetch={false}>
          {t("list.title")}
        </Link>
      </p>
      <PageHeader
        title={t("batch.title", { file: visibleText(batch.file) })}
        lead={t("batch.lead", {
          count: batch.rows,
          name: visibleText(batch.addedBy),
          time: dayAndTime(batch.addedAt, incident.zone, language),
        })}
      />
      <ImportFacts batch={batch} incident={incident} />
      {undo.ok ? (
        <UndoForm
          incidentRef={incident.ref}
          id={batch.id}
          count={batch.rows - Math.min(batch.rows, batch.corrected + batch.withdrawn)}
          words={await formWords()}
        />
      ) : batch.undoneAt ? null : (
        <p className="text-sm text-ink-2">{t("batch.cannot", { because: await because(undo) })}</p>
      )}
    </main>
  );
}

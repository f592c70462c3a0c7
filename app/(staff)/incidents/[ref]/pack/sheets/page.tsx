import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { GivenSheets } from "@/components/imports/given-sheets";
import { LogSheet } from "@/components/imports/log-sheet";
import { SheetsHead } from "@/components/imports/sheets-head";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { because } from "@/lib/entry/because";
import { formWords } from "@/lib/entry/form-words";
import { paths } from "@/lib/entry/paths";
import { listSheets } from "@/lib/imports/queries";
import { incidentOfPage } from "@/lib/incidents/incident-of-page";
import { languages } from "@/lib/kernel/preferences";

interface Asked {
  params: Promise<{ ref: string }>;
  searchParams: Promise<{ first?: string | string[]; language?: string | string[] }>;
}

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { ref } = await params;
  return { title: `${(await getTranslations("imports.sheets"))("title")} ${decodeURIComponent(ref)}` };
}

/** Blank log sheets with numbers of their own, for the hours in which nothing else works. */
export default async function SheetsPage({ params, searchParams }: Asked) {
  const [{ actor, incident }, asked, t] = [
    await incidentOfPage((await params).ref),
    await searchParams,
    await getTranslations("imports"),
  ];
  const { rows, issue } = (await listSheets(actor, incident.ref)) ?? notFound();
  const given = issue.ok ? rows.find(({ first }) => String(first) === asked.first) : undefined;
  const language = languages.find((one) => one === asked.language) ?? (await getLocale());
  return (
    <main id="content" className="mx-auto grid w-full max-w-4xl gap-4 p-4 print:block print:max-w-none print:p-0">
      <p className="screen-only">
        <Link href={paths.incident(incident.ref)} prefetch={false}>
          {incident.ref}: {t("back")}
        </Link>
      </p>
      <div className="screen-only">
        <PageHeader title={t("sheets.title")} lead={t("sheets.lead")} />
      </div>
      {issue.ok ? (
        <SheetsHead incidentRef={incident.ref} given={given} language={language} words={await formWords()} />
      ) : (
        <EmptyState>{t("sheets.cannot", { because: await because(issue) })}</EmptyState>
      )}
      {given
        ? Array.from({ length: given.last - given.first + 1 }, (_, index) => given.first + index).map((number) => (
            <LogSheet key={number} number={number} incident={incident} language={language} />
          ))
        : null}
      <GivenSheets rows={rows} zone={incident.zone} />
    </main>
  );
}

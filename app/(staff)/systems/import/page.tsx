import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import { CsvImport } from "@/components/systems/csv/csv-import";
import { csvSetting } from "@/components/systems/csv/csv-setting";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/access/actor";
import { may } from "@/lib/access/may";
import { because } from "@/lib/entry/because";
import { paths } from "@/lib/entry/paths";
import { env } from "@/lib/kernel/env";
import { headings } from "@/lib/systems/csv-words";
import { findsCatalogue } from "@/lib/systems/readers";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("systems.csv"))("title") };
}

/** From a table into the catalogue of systems. */
export default async function ImportSystemsPage() {
  const actor = await requireActor();
  if (!findsCatalogue(actor)) notFound();
  const [t, messages, language] = [await getTranslations("systems.csv"), await getMessages(), await getLocale()];
  const verdict = may(actor, "system.import");
  return (
    <main id="content" className="mx-auto grid w-full max-w-4xl grid-cols-[minmax(0,1fr)] content-start gap-4 p-4">
      <p className="screen-only">
        <Link href={paths.systems()} prefetch={false}>
          {t("back")}
        </Link>
      </p>
      <PageHeader title={t("title")} lead={t("lead")} />
      {verdict.ok ? (
        <CsvImport setting={csvSetting(messages, headings, language, env().KULLA_ZONE)} />
      ) : (
        <EmptyState>{t("may", { because: await because(verdict) })}</EmptyState>
      )}
    </main>
  );
}

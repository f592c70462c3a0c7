import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { BundleNote } from "@/components/exports/bundle-note";
import { ChooseExport } from "@/components/exports/choose-export";
import { ExportHistory } from "@/components/exports/export-history";
import { ExportPreview } from "@/components/exports/export-preview";
import { PrintLinks } from "@/components/exports/print-links";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { because } from "@/lib/entry/because";
import { paths } from "@/lib/entry/paths";
import { askedOf } from "@/lib/exports/asked";
import { exportAbilities, listChoices, listExports, previewExport } from "@/lib/exports/queries";
import { incidentOfPage } from "@/lib/incidents/incident-of-page";

interface Asked {
  params: Promise<{ ref: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { incident } = await incidentOfPage((await params).ref);
  return { title: `${(await getTranslations("exports"))("title")} ${incident.ref}` };
}

/** Choose, see what would be in it, then let it leave. */
export default async function ExportPage({ params, searchParams }: Asked) {
  const { actor, incident } = await incidentOfPage((await params).ref);
  const t = await getTranslations("exports");
  const own = `person:${actor.personId}`;
  const abilities = exportAbilities(actor, incident.id);
  const asked = askedOf(await searchParams, incident.zone, abilities.all.ok ? "all" : own);
  const [choices, history, made] = await Promise.all([
    listChoices(actor, incident.id),
    listExports(actor, incident.id),
    asked.choice && abilities.own.ok ? previewExport(actor, incident.ref, asked.choice) : null,
  ]);
  return (
    <main id="content" className="mx-auto grid w-full max-w-6xl grid-cols-[minmax(0,1fr)] gap-4 p-4">
      <div>
        <Link href={paths.incident(incident.ref)} prefetch={false}>
          {incident.ref}
        </Link>
        <PageHeader title={t("title")} lead={t("lead")} />
      </div>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_360px]">
        {abilities.own.ok ? (
          <ChooseExport incident={incident} asked={asked} choices={choices} ownOnly={!abilities.all.ok} />
        ) : (
          <EmptyState>{t("may", { because: await because(abilities.own) })}</EmptyState>
        )}
        <div className="grid h-fit gap-4">
          {made && !made.verdict.ok ? (
            <EmptyState>{t("may", { because: await because(made.verdict) })}</EmptyState>
          ) : null}
          {asked.choice && made?.preview ? (
            <ExportPreview incident={incident} choice={asked.choice} preview={made.preview} reader={actor.name} />
          ) : null}
          {abilities.own.ok && !abilities.all.ok ? <p className="text-sm">{await because(abilities.all)}</p> : null}
          <PrintLinks incidentRef={incident.ref} fields={asked.fields} own={own} />
          {abilities.all.ok ? <BundleNote incidentRef={incident.ref} /> : null}
        </div>
      </div>
      {history.length > 0 || abilities.all.ok ? <ExportHistory exports={history} zone={incident.zone} /> : null}
    </main>
  );
}

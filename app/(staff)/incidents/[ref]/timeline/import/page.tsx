import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import { ImportFile } from "@/components/imports/import-file";
import { ImportList } from "@/components/imports/import-list";
import { ImportPaper } from "@/components/imports/import-paper";
import { importSetting } from "@/components/imports/import-setting";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs } from "@/components/ui/tabs";
import { because } from "@/lib/entry/because";
import { paths } from "@/lib/entry/paths";
import { listImports } from "@/lib/imports/queries";
import { incidentOfPage } from "@/lib/incidents/incident-of-page";

interface Asked {
  params: Promise<{ ref: string }>;
  searchParams: Promise<{ from?: string | string[] }>;
}

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { ref } = await params;
  return { title: `${(await getTranslations("imports"))("title")} ${decodeURIComponent(ref)}` };
}

/** From files, chats and paper into the log. */
export default async function ImportPage({ params, searchParams }: Asked) {
  const [{ actor, incident }, { from }, t] = [
    await incidentOfPage((await params).ref),
    await searchParams,
    await getTranslations("imports"),
  ];
  const { rows, add } = (await listImports(actor, incident.ref)) ?? notFound();
  const setting = importSetting(incident, await getLocale(), await getMessages());
  const paper = from === "paper";
  return (
    <main id="content" className="mx-auto grid w-full max-w-4xl gap-4 p-4">
      <p className="screen-only">
        <Link href={paths.incident(incident.ref)} prefetch={false}>
          {incident.ref}: {t("back")}
        </Link>
      </p>
      <PageHeader title={t("title")} lead={t("lead")} />
      {add.ok ? (
        <>
          <Tabs
            label={t("tabs.label")}
            tabs={[
              { href: paths.importEntries(incident.ref), label: t("tabs.file"), current: !paper },
              { href: paths.importEntries(incident.ref, "paper"), label: t("tabs.paper"), current: paper },
            ]}
          />
          {paper ? <ImportPaper setting={setting} /> : <ImportFile setting={setting} />}
        </>
      ) : (
        <EmptyState>{t("sheets.cannotImport", { because: await because(add) })}</EmptyState>
      )}
      <ImportList rows={rows} incident={incident} />
    </main>
  );
}

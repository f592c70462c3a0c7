import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageOfIncident } from "@/components/incidents/page-of-incident";
import { MapReader } from "@/components/systems/map-reader";
import { WhatIfChoice } from "@/components/systems/what-if-choice";
import { paths } from "@/lib/entry/paths";
import { incidentOfPage } from "@/lib/incidents/incident-of-page";
import { getMap } from "@/lib/systems/map-queries";
import { offOfPage } from "@/lib/systems/off-of-page";
import { getWhatIf } from "@/lib/systems/what-if-queries";

interface Asked {
  params: Promise<{ ref: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { incident } = await incidentOfPage((await params).ref);
  return { title: `${(await getTranslations("systems.map"))("title")} ${incident.ref}` };
}

/** What stops when something is switched off, and what goes on and why: in a sentence, in lists, and drawn where there is room. */
export default async function SystemsMapPage({ params, searchParams }: Asked) {
  const [{ actor, incident }, said] = await Promise.all([incidentOfPage((await params).ref), searchParams]);
  const map = (await getMap(actor, incident.ref)) ?? notFound();
  const asked = offOfPage(said, map.systems);
  const { off, hours } = asked;
  if (asked.raw && asked.unknown.length === 0) redirect(paths.systemsMap(incident.ref, { off, hours }));
  const preview = off.length > 0 ? await getWhatIf(actor, incident.ref, off, hours) : null;
  const t = await getTranslations("systems.map");
  return (
    <main id="content" className="mx-auto grid w-full max-w-[1680px] grid-cols-[minmax(0,1fr)] gap-3 p-2 sm:p-4">
      <PageOfIncident incidentRef={incident.ref} back={t("back")} title={t("title")} lead={t("lead")} />
      {map.systems.length === 0 ? (
        <p className="rounded-lg border border-line bg-surface p-4">{t("systems.empty")}</p>
      ) : (
        <>
          <WhatIfChoice
            incidentRef={incident.ref}
            version={map.asOf.toISOString()}
            asked={asked}
            chosen={preview?.off ?? []}
          />
          <MapReader incident={incident} map={map} preview={preview} hours={hours} />
        </>
      )}
    </main>
  );
}

import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { TimelineReader } from "@/components/entries/timeline-reader";
import { PageOfIncident } from "@/components/incidents/page-of-incident";
import { askOfPage } from "@/lib/entries/ask-of-page";
import { writeAsk } from "@/lib/entries/filter";
import { listTimeline } from "@/lib/entries/queries";
import { countLater, getChoices, getReading, getSpan } from "@/lib/entries/reading-queries";
import { paths } from "@/lib/entry/paths";
import { settled } from "@/lib/entry/settled";
import { incidentOfPage } from "@/lib/incidents/incident-of-page";
import { chooseDensity, densityCookie } from "@/lib/kernel/preferences";

interface Asked {
  params: Promise<{ ref: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const KEY_EVENTS = 6;

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { incident } = await incidentOfPage((await params).ref);
  return { title: `${(await getTranslations("timeline"))("title")} ${incident.ref}` };
}

/** The log for reading: every filter, both orders, and the log as it stood at any minute. */
export default async function TimelinePage({ params, searchParams }: Asked) {
  const [{ actor, incident }, said, language, jar] = await Promise.all([
    incidentOfPage((await params).ref),
    searchParams,
    getLocale(),
    cookies(),
  ]);
  const { ask, wrong, raw } = askOfPage(said, incident.zone);
  const short = writeAsk(ask);
  if (raw && wrong.length === 0) redirect(paths.timeline(incident.ref, short));
  const plain = Object.keys(short).length === 0;
  const [page, choices, span, reading, later, keyEvents] = await Promise.all([
    settled(listTimeline(actor, incident.id, { ...ask, language })),
    settled(getChoices(actor, incident.id)),
    settled(getSpan(actor, incident.id)),
    ask.known ? null : settled(getReading(actor, incident.id)),
    ask.known ? settled(countLater(actor, incident.id, ask.known)) : null,
    plain ? settled(listTimeline(actor, incident.id, { key: true, size: KEY_EVENTS, language })) : null,
  ]);
  const t = await getTranslations("timeline");
  return (
    <main id="content" className="mx-auto grid w-full max-w-[1400px] grid-cols-[minmax(0,1fr)] gap-3 p-2 sm:p-4">
      <PageOfIncident incidentRef={incident.ref} back={t("back")} title={t("title")} lead={incident.name} />
      <TimelineReader
        incident={incident}
        ask={ask}
        wrong={wrong}
        page={page}
        choices={choices}
        span={span}
        reading={reading}
        later={later}
        keyEvents={keyEvents?.rows ?? []}
        density={chooseDensity(jar.get(densityCookie)?.value)}
      />
    </main>
  );
}

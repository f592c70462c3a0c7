import type { Metadata } from "next";
import { getLocale, getMessages } from "next-intl/server";
import { DecisionsLine } from "@/components/decisions/decisions-line";
import { UnratifiedLine } from "@/components/decisions/unratified-line";
import { Log, showOf } from "@/components/entries/log";
import { LogComposer } from "@/components/entries/log-composer";
import { ImportLinks } from "@/components/imports/import-links";
import { AboutIncident } from "@/components/incidents/about-incident";
import { HereNow } from "@/components/incidents/here-now";
import { IncidentHead } from "@/components/incidents/incident-head";
import { SystemsLine } from "@/components/systems/systems-line";
import { getDecisionsAtAGlance } from "@/lib/decisions/queries";
import { listTimeline } from "@/lib/entries/queries";
import { getReading } from "@/lib/entries/reading-queries";
import { because } from "@/lib/entry/because";
import { formWords } from "@/lib/entry/form-words";
import { settled } from "@/lib/entry/settled";
import { incidentOfPage } from "@/lib/incidents/incident-of-page";
import { listMembers } from "@/lib/incidents/members";
import { getPresence } from "@/lib/incidents/presence";
import { knowsSituation } from "@/lib/incidents/shelves";
import { clockNow } from "@/lib/kernel/clock";
import { getBoardCounts } from "@/lib/systems/queries";

interface Asked {
  params: Promise<{ ref: string }>;
  searchParams: Promise<{ show?: string | string[]; before?: string | string[] }>;
}

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { incident } = await incidentOfPage((await params).ref);
  return { title: `${incident.ref} ${incident.name}` };
}

/** The one screen: what is going on, and the place to write what happened. */
export default async function CommandPage({ params, searchParams }: Asked) {
  const [{ actor, incident }, asked, language] = await Promise.all([
    incidentOfPage((await params).ref),
    searchParams,
    getLocale(),
  ]);
  const show = showOf(asked.show);
  const before = typeof asked.before === "string" ? asked.before : undefined;
  const log = incident.abilities.log;
  const [page, reading, people, words, presence, board, glance, { presence: presenceWords }] = await Promise.all([
    settled(listTimeline(actor, incident.id, { before, show, language })),
    settled(getReading(actor, incident.id)),
    log.ok ? settled(listMembers(actor, incident.id)) : null,
    formWords(),
    knowsSituation(incident) ? settled(getPresence(actor, incident.ref)) : null,
    knowsSituation(incident) ? settled(getBoardCounts(actor, incident.ref)) : null,
    knowsSituation(incident) ? settled(getDecisionsAtAGlance(actor, incident.ref)) : null,
    getMessages(),
  ]);
  const now = page?.asOf ?? clockNow();
  return (
    <>
      <IncidentHead incident={incident} now={now} words={words} />
      <UnratifiedLine incident={incident} decisions={glance?.unratified ?? []} />
      {board ? <SystemsLine incidentRef={incident.ref} board={board} /> : null}
      {glance ? <DecisionsLine incidentRef={incident.ref} glance={glance} /> : null}
      <main
        id="content"
        className="mx-auto grid w-full max-w-[1680px] gap-4 p-2 pb-48 sm:p-4 lg:grid-cols-[minmax(0,1fr)_320px] lg:pb-4 xl:grid-cols-[minmax(0,1fr)_400px]"
      >
        <div className="grid content-start gap-3">
          {log.ok ? (
            <LogComposer
              incident={incident}
              team={knowsSituation(incident) ? incident.members.people : null}
              personId={actor.personId}
              people={people ?? []}
              now={now}
            />
          ) : (
            <p className="rounded-lg border border-line bg-surface px-4 py-3">{await because(log)}</p>
          )}
          <Log incident={incident} page={page} reading={reading} show={show} before={before} />
        </div>
        <div className="contents lg:grid lg:content-start lg:gap-4">
          {knowsSituation(incident) ? (
            <HereNow incident={incident.ref} presence={presence} words={presenceWords} />
          ) : null}
          <AboutIncident incident={incident} />
          {incident.abilities.import.ok ? <ImportLinks incidentRef={incident.ref} /> : null}
        </div>
      </main>
    </>
  );
}

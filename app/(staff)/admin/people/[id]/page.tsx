import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getMessages, getTranslations } from "next-intl/server";
import { AdminFrame, NotAdmin } from "@/components/people/admin-frame";
import { card } from "@/components/people/card";
import { PersonAccess } from "@/components/people/person-access";
import { PersonDetails } from "@/components/people/person-details";
import { PersonDuties, PersonMemberships } from "@/components/people/person-roles";
import { SessionTable } from "@/components/people/session-table";
import { requireActor } from "@/lib/access/actor";
import { may } from "@/lib/access/may";
import { because } from "@/lib/entry/because";
import { formWords } from "@/lib/entry/form-words";
import { paths } from "@/lib/entry/paths";
import { env } from "@/lib/kernel/env";
import { visibleText } from "@/lib/kernel/visible-text";
import { getPerson, listIncidentRefs, listOrganisations } from "@/lib/people/queries";
import { Id } from "@/lib/people/schema";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.person"))("title") };
}

/** One person: details, access, duties, roles in incidents by reference, open sessions. */
export default async function PersonPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor();
  const verdict = may(actor, "person.change");
  if (!verdict.ok) return <NotAdmin because={await because(verdict)} />;
  const id = Id.safeParse((await params).id);
  const person = id.success ? await getPerson(actor, id.data) : null;
  if (!person) notFound();
  const [t, organisations, refs, words, { people }] = await Promise.all([
    getTranslations("people.person"),
    listOrganisations(actor),
    listIncidentRefs(actor),
    formWords(),
    getMessages(),
  ]);
  const zone = env().KULLA_ZONE;
  return (
    <AdminFrame current="people" title={visibleText(person.name)} lead={visibleText(person.organisation)} narrow>
      <section className={card}>
        <h2>{t("details")}</h2>
        <PersonDetails person={person} organisations={organisations} words={words} />
      </section>
      {person.manage.ok ? (
        <>
          <PersonAccess person={person} url={env().origin + paths.welcome()} sheet={people.sheet} words={words} />
          <PersonDuties person={person} words={words} />
          <PersonMemberships person={person} refs={refs} zone={zone} words={words} />
        </>
      ) : (
        <p className={card}>{await because(person.manage)}</p>
      )}
      <section className="grid gap-2">
        <h2>{t("sessions")}</h2>
        {person.sessions.length > 0 ? (
          <SessionTable sessions={person.sessions} caption={t("sessions")} zone={zone} words={words} />
        ) : (
          <p>{t("noSessions")}</p>
        )}
      </section>
    </AdminFrame>
  );
}

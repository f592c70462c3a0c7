import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import { DecisionDesk } from "@/components/decisions/decision-desk";
import { decisionFormWords } from "@/components/decisions/form-words";
import { PageOfIncident } from "@/components/incidents/page-of-incident";
import { EmptyState } from "@/components/ui/empty-state";
import { beginOf, stopsOf } from "@/lib/decisions/begin-form";
import { formChoices } from "@/lib/decisions/form-choices";
import { getDecisions } from "@/lib/decisions/queries";
import { because } from "@/lib/entry/because";
import { formWords } from "@/lib/entry/form-words";
import { incidentOfPage } from "@/lib/incidents/incident-of-page";
import { knowsSituation } from "@/lib/incidents/shelves";
import { getBoard } from "@/lib/systems/queries";

interface Asked {
  params: Promise<{ ref: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { incident } = await incidentOfPage((await params).ref);
  return { title: `${(await getTranslations("decisions.form"))("title")} ${incident.ref}` };
}

/** Begins a decision; a link may bring along its type, its systems, or the stop that it ends. */
export default async function NewDecisionPage({ params, searchParams }: Asked) {
  const [{ actor, incident }, said] = await Promise.all([incidentOfPage((await params).ref), searchParams]);
  const board = knowsSituation(incident) ? await getDecisions(actor, incident.ref) : null;
  if (!board) notFound();
  const [t, { decisions }, language, form] = [
    await getTranslations("decisions.form"),
    await getMessages(),
    await getLocale(),
    await formWords(),
  ];
  const { draft } = board.abilities;
  const stops = stopsOf(board.rows);
  const systems = draft.ok && said["systems"] ? ((await getBoard(actor, incident.ref))?.rows ?? []) : [];
  const begun = beginOf(said, stops, systems);
  return (
    <main id="content" className="mx-auto w-full max-w-3xl p-2 pb-4 sm:p-4">
      <PageOfIncident incidentRef={incident.ref} back={t("back")} title={t("title")} lead={t("lead")} />
      {draft.ok ? (
        <DecisionDesk
          incidentRef={incident.ref}
          personId={actor.personId}
          zone={incident.zone}
          version={board.asOf.toISOString()}
          language={language}
          {...begun}
          start={null}
          stops={stops}
          {...formChoices(language, {})}
          words={decisionFormWords(decisions)}
          form={form}
        />
      ) : (
        <EmptyState>{t("may", { because: await because(draft) })}</EmptyState>
      )}
    </main>
  );
}

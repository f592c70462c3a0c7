import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import { DecisionDesk } from "@/components/decisions/decision-desk";
import { decisionFormWords } from "@/components/decisions/form-words";
import { PageOfIncident } from "@/components/incidents/page-of-incident";
import { EmptyState } from "@/components/ui/empty-state";
import { stopsOf } from "@/lib/decisions/begin-form";
import { typedOf } from "@/lib/decisions/form";
import { formChoices } from "@/lib/decisions/form-choices";
import { decisionName } from "@/lib/decisions/lists";
import { getDecision, getDecisions } from "@/lib/decisions/queries";
import type { DecisionView } from "@/lib/decisions/views";
import { because } from "@/lib/entry/because";
import { formWords } from "@/lib/entry/form-words";
import { incidentOfPage } from "@/lib/incidents/incident-of-page";
import { knowsSituation } from "@/lib/incidents/shelves";
import { visibleText } from "@/lib/kernel/visible-text";

interface Asked {
  params: Promise<{ ref: string; number: string }>;
}

const NUMBER = /^[1-9]\d{0,6}$/;

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { ref, number } = await params;
  const { incident } = await incidentOfPage(ref);
  const t = await getTranslations("decisions.form");
  return {
    title: `${t("editTitle", { name: NUMBER.test(number) ? decisionName(Number(number)) : "" })} ${incident.ref}`,
  };
}

/** Goes on writing a decision, or changes what is before people: then it says whose approval falls away. */
export default async function EditDecisionPage({ params }: Asked) {
  const { ref, number } = await params;
  const { actor, incident } = await incidentOfPage(ref);
  const may = knowsSituation(incident) && NUMBER.test(number);
  const [view, board] = may
    ? [await getDecision(actor, incident.ref, Number(number)), await getDecisions(actor, incident.ref)]
    : [null, null];
  if (!view || !board) notFound();
  const [t, { decisions }, language, form] = [
    await getTranslations("decisions.form"),
    await getMessages(),
    await getLocale(),
    await formWords(),
  ];
  const { edit } = view.abilities;
  const { revision, version, state } = view;
  return (
    <main id="content" className="mx-auto w-full max-w-3xl p-2 pb-4 sm:p-4">
      <PageOfIncident
        incidentRef={incident.ref}
        back={t("back")}
        title={t("editTitle", { name: view.name })}
        lead={visibleText(view.title)}
      />
      {edit.ok ? (
        <>
          <FallsAway view={view} />
          <DecisionDesk
            incidentRef={incident.ref}
            personId={actor.personId}
            zone={incident.zone}
            version={view.asOf.toISOString()}
            language={language}
            typed={typedOf(view)}
            systems={view.systems}
            start={{ number: view.number, revision, version, state }}
            stops={stopsOf(board.rows)}
            {...formChoices(language, view.words)}
            words={decisionFormWords(decisions)}
            form={form}
          />
        </>
      ) : (
        <EmptyState>{t("mayNot", { because: await because(edit) })}</EmptyState>
      )}
    </main>
  );
}

/** What saving does to what people said already. */
async function FallsAway({ view }: { view: DecisionView }) {
  const t = await getTranslations("decisions.form");
  if (view.version === 0) return null;
  const names = view.answers
    .filter(({ says, void: fallen }) => says === "approve" && fallen === null)
    .map(({ person }) => visibleText(person.name));
  return (
    <p className="mb-3 rounded-lg border-2 border-ink bg-surface px-4 py-3">
      {names.length > 0
        ? t("fallsAway", { version: view.version + 1, names: names.join(", ") })
        : t("newVersion", { version: view.version + 1 })}
    </p>
  );
}

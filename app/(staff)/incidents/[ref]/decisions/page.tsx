import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import { DecisionsBoard } from "@/components/decisions/decisions-board";
import { Delegations } from "@/components/decisions/delegations";
import { PageOfIncident } from "@/components/incidents/page-of-incident";
import { readDecisionsAsk } from "@/lib/decisions/board";
import { getDecisions, listDelegates } from "@/lib/decisions/queries";
import { because } from "@/lib/entry/because";
import { formWords } from "@/lib/entry/form-words";
import { settled } from "@/lib/entry/settled";
import { incidentOfPage } from "@/lib/incidents/incident-of-page";
import { knowsSituation } from "@/lib/incidents/shelves";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { listOrganisations } from "@/lib/people/queries";
import { TIERS } from "@/lib/systems/lists";

interface Asked {
  params: Promise<{ ref: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { incident } = await incidentOfPage((await params).ref);
  return { title: `${(await getTranslations("decisions.board"))("title")} ${incident.ref}` };
}

/** What was decided, what has to be decided, and for whom it waits. */
export default async function DecisionsPage({ params, searchParams }: Asked) {
  const [{ actor, incident }, said] = await Promise.all([incidentOfPage((await params).ref), searchParams]);
  if (!knowsSituation(incident)) notFound();
  const [board, t, { decisions: words, systems }, language, form] = [
    await settled(getDecisions(actor, incident.ref)),
    await getTranslations("decisions.board"),
    await getMessages(),
    await getLocale(),
    await formWords(),
  ];
  const lends = board?.abilities.delegate.ok ?? false;
  const lend = lends
    ? {
        people: await listDelegates(actor, incident.ref),
        organisations: (await listOrganisations(actor)).map(({ id, name }) => ({ id, name: visibleText(name) })),
        tiers: TIERS.map((tier) => ({ value: String(tier), label: systems.tier[tier] })),
        words: words.delegations.form,
        types: words.types,
      }
    : null;
  return (
    <main id="content" className="mx-auto grid w-full max-w-[1680px] grid-cols-[minmax(0,1fr)] gap-3 p-2 pb-24 sm:p-4">
      <PageOfIncident
        incidentRef={incident.ref}
        back={t("back")}
        title={t("title")}
        lead={board ? t("asOf", { time: dayAndTime(board.asOf, incident.zone, language) }) : incident.name}
      />
      {board ? (
        <>
          <DecisionsBoard
            incident={incident}
            board={board}
            {...readDecisionsAsk(said)}
            because={await because(board.abilities.draft)}
          />
          <Delegations
            incident={incident}
            board={board}
            lend={lend}
            because={await because(board.abilities.delegate)}
            form={form}
          />
        </>
      ) : (
        <p className="font-semibold">{t("failed")}</p>
      )}
    </main>
  );
}

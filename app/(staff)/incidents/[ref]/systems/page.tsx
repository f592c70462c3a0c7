import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { PageOfIncident } from "@/components/incidents/page-of-incident";
import { SystemsBoard } from "@/components/systems/board";
import { because } from "@/lib/entry/because";
import { formWords } from "@/lib/entry/form-words";
import { paths } from "@/lib/entry/paths";
import { settled } from "@/lib/entry/settled";
import { incidentOfPage } from "@/lib/incidents/incident-of-page";
import { knowsSituation } from "@/lib/incidents/shelves";
import { dayAndTime } from "@/lib/kernel/time";
import { readBoardAsk, writeBoardAsk } from "@/lib/systems/board-filter";
import { getBoard } from "@/lib/systems/queries";

interface Asked {
  params: Promise<{ ref: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { incident } = await incidentOfPage((await params).ref);
  return { title: `${(await getTranslations("systems.board"))("title")} ${incident.ref}` };
}

/** What is off, and why: every system of the catalogue as it stands in this incident. */
export default async function BoardPage({ params, searchParams }: Asked) {
  const [{ actor, incident }, said] = await Promise.all([incidentOfPage((await params).ref), searchParams]);
  if (!knowsSituation(incident)) notFound();
  const { ask, wrong } = readBoardAsk(said);
  // A form sends its empty fields too; a link that is passed on should not carry them.
  if (Object.values(said).includes("") && wrong.length === 0) redirect(paths.board(incident.ref, writeBoardAsk(ask)));
  const [board, t, language, words] = await Promise.all([
    settled(getBoard(actor, incident.ref)),
    getTranslations("systems.board"),
    getLocale(),
    formWords(),
  ]);
  const refused = board?.rows.find(({ abilities }) => !abilities.setState.ok)?.abilities.setState;
  return (
    <main id="content" className="mx-auto grid w-full max-w-[1680px] grid-cols-[minmax(0,1fr)] gap-3 p-2 pb-24 sm:p-4">
      <PageOfIncident
        incidentRef={incident.ref}
        back={t("back")}
        title={t("title")}
        lead={board ? t("asOf", { time: dayAndTime(board.asOf, incident.zone, language) }) : incident.name}
      />
      {board ? (
        <SystemsBoard
          incident={incident}
          board={board}
          ask={ask}
          wrong={wrong}
          organisation={actor.organisationName}
          because={refused ? await because(refused) : ""}
          form={words}
        />
      ) : (
        <p className="font-semibold">{t("failed")}</p>
      )}
    </main>
  );
}

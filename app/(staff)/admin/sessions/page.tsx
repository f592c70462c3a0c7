import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AdminFrame, NotAdmin } from "@/components/people/admin-frame";
import { SessionTable } from "@/components/people/session-table";
import { requireActor } from "@/lib/access/actor";
import { may } from "@/lib/access/may";
import { because } from "@/lib/entry/because";
import { formWords } from "@/lib/entry/form-words";
import { env } from "@/lib/kernel/env";
import { listSessions } from "@/lib/people/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.admin"))("tabs.sessions") };
}

/** Who is signed in now, and which tokens are valid. */
export default async function SessionsPage() {
  const actor = await requireActor();
  const verdict = may(actor, "person.disable");
  if (!verdict.ok) return <NotAdmin because={await because(verdict)} />;
  const [t, sessions, words] = await Promise.all([
    getTranslations("people.sessions"),
    listSessions(actor),
    formWords(),
  ]);
  return (
    <AdminFrame current="sessions" lead={t("lead")}>
      <SessionTable sessions={sessions} caption={t("caption")} people zone={env().KULLA_ZONE} words={words} />
    </AdminFrame>
  );
}

import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import { AdminFrame, NotAdmin } from "@/components/people/admin-frame";
import { card } from "@/components/people/card";
import { CodeForm } from "@/components/people/code-form";
import { PersonFields } from "@/components/people/person-details";
import { Button } from "@/components/ui/button";
import { requireActor } from "@/lib/access/actor";
import { may } from "@/lib/access/may";
import { because } from "@/lib/entry/because";
import { formWords } from "@/lib/entry/form-words";
import { api, paths } from "@/lib/entry/paths";
import { env } from "@/lib/kernel/env";
import { listOrganisations } from "@/lib/people/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.invite"))("title") };
}

/** Enters a person and prints the code with which they come in. */
export default async function InvitePage() {
  const actor = await requireActor();
  const verdict = may(actor, "person.invite");
  if (!verdict.ok) return <NotAdmin because={await because(verdict)} />;
  const [t, organisations, words, { people }] = await Promise.all([
    getTranslations("people.invite"),
    listOrganisations(actor),
    formWords(),
    getMessages(),
  ]);
  return (
    <AdminFrame current="people" title={t("title")} lead={t("lead")}>
      <div className={`${card} max-w-xl`}>
        <CodeForm action={api.people()} url={env().origin + paths.welcome()} sheet={people.sheet} words={words}>
          <PersonFields organisations={organisations} />
          <Button type="submit" kind="main" className="justify-self-start">
            {t("button")}
          </Button>
        </CodeForm>
      </div>
    </AdminFrame>
  );
}

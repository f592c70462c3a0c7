import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AdminFrame, NotAdmin } from "@/components/people/admin-frame";
import { card } from "@/components/people/card";
import { OrganisationFields, OrganisationList } from "@/components/people/organisation-list";
import { ApiForm } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { requireActor } from "@/lib/access/actor";
import { may } from "@/lib/access/may";
import { because } from "@/lib/entry/because";
import { formWords } from "@/lib/entry/form-words";
import { api } from "@/lib/entry/paths";
import { listOrganisations } from "@/lib/people/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.admin"))("tabs.organisations") };
}

/** Who takes part. */
export default async function OrganisationsPage() {
  const actor = await requireActor();
  const verdict = may(actor, "organisation.add");
  if (!verdict.ok) return <NotAdmin because={await because(verdict)} />;
  const [t, organisations, words] = await Promise.all([
    getTranslations("people.organisations"),
    listOrganisations(actor),
    formWords(),
  ]);
  return (
    <AdminFrame current="organisations">
      <OrganisationList organisations={organisations} words={words} />
      <section className={`${card} max-w-xl`}>
        <h2>{t("add")}</h2>
        <ApiForm action={api.organisations()} done={t("added")} words={words}>
          <OrganisationFields />
          <Button type="submit" kind="main" className="justify-self-start">
            {t("addButton")}
          </Button>
        </ApiForm>
      </section>
    </AdminFrame>
  );
}

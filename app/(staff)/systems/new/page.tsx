import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import { NewSystemForm } from "@/components/systems/new-system-form";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/access/actor";
import { may } from "@/lib/access/may";
import { because } from "@/lib/entry/because";
import { formWords } from "@/lib/entry/form-words";
import { env } from "@/lib/kernel/env";
import { zoneName } from "@/lib/kernel/time";
import { listOrganisations } from "@/lib/people/queries";
import { findsCatalogue } from "@/lib/systems/readers";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("systems.catalogue.new"))("title") };
}

/** Adds a system to the catalogue. Staff begin with their own organisation as its owner and operator. */
export default async function NewSystemPage() {
  const actor = await requireActor();
  if (!findsCatalogue(actor)) notFound();
  const [t, { systems: words }, form, language] = [
    await getTranslations("systems.catalogue.new"),
    await getMessages(),
    await formWords(),
    await getLocale(),
  ];
  const verdict = may(actor, "system.add");
  const organisations = verdict.ok ? await listOrganisations(actor) : [];
  const own = actor.organisationId;
  return (
    <main id="content" className="mx-auto w-full max-w-3xl p-4">
      <PageHeader title={t("title")} lead={t("lead")} />
      {verdict.ok ? (
        <NewSystemForm
          typed={{ owner: own, operator: own }}
          organisations={organisations.map(({ id, name }) => ({ value: id, label: name }))}
          zone={zoneName(env().KULLA_ZONE, language)}
          words={words}
          form={form}
        />
      ) : (
        <EmptyState>{t("may", { because: await because(verdict) })}</EmptyState>
      )}
    </main>
  );
}

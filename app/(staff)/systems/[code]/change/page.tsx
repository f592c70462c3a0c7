import type { Metadata } from "next";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import { ChangeSystemForm } from "@/components/systems/change-system-form";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { because } from "@/lib/entry/because";
import { formWords } from "@/lib/entry/form-words";
import { env } from "@/lib/kernel/env";
import { zoneName } from "@/lib/kernel/time";
import { listOrganisations } from "@/lib/people/queries";
import { typedOf } from "@/lib/systems/form-facts";
import { nameIn } from "@/lib/systems/name-in";
import { systemOfPage } from "@/lib/systems/system-of-page";

interface Asked {
  params: Promise<{ code: string }>;
}

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { system } = await systemOfPage((await params).code);
  const t = await getTranslations("systems.catalogue.change");
  return { title: t("title", { name: nameIn(await getLocale(), system) }) };
}

/** Corrects what the catalogue says of a system. */
export default async function ChangeSystemPage({ params }: Asked) {
  const { actor, system } = await systemOfPage((await params).code);
  const [t, { systems: words }, form, language] = [
    await getTranslations("systems.catalogue.change"),
    await getMessages(),
    await formWords(),
    await getLocale(),
  ];
  const { change } = system.abilities;
  const organisations = change.ok ? await listOrganisations(actor) : [];
  const zone = env().KULLA_ZONE;
  return (
    <main id="content" className="mx-auto w-full max-w-3xl p-4">
      <p className="font-mono text-sm text-ink-2">{system.code}</p>
      <PageHeader title={t("title", { name: nameIn(language, system) })} lead={t("lead")} />
      {change.ok ? (
        <ChangeSystemForm
          code={system.code}
          version={system.version}
          typed={typedOf(system, zone)}
          organisations={organisations.map(({ id, name }) => ({ value: id, label: name }))}
          zone={zoneName(zone, language)}
          zoneId={zone}
          language={language}
          words={words}
          form={form}
        />
      ) : (
        <EmptyState>{t("may", { because: await because(change) })}</EmptyState>
      )}
    </main>
  );
}

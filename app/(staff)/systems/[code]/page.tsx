import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import { AddNeed } from "@/components/systems/add-need";
import { CatalogueHistory } from "@/components/systems/catalogue-history";
import { InIncidents } from "@/components/systems/in-incidents";
import { NeededBy, Needs } from "@/components/systems/need-list";
import { RetireSystem } from "@/components/systems/retire-system";
import { SystemFacts } from "@/components/systems/system-facts";
import { SystemHead } from "@/components/systems/system-head";
import { SystemPlan } from "@/components/systems/system-plan";
import { buttonClass } from "@/components/ui/button";
import { formWords } from "@/lib/entry/form-words";
import { paths } from "@/lib/entry/paths";
import { env } from "@/lib/kernel/env";
import { getSystemHistory } from "@/lib/systems/history-queries";
import { nameIn } from "@/lib/systems/name-in";
import { systemOfPage } from "@/lib/systems/system-of-page";

interface Asked {
  params: Promise<{ code: string }>;
}

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { system } = await systemOfPage((await params).code);
  return { title: `${system.code} ${nameIn(await getLocale(), system)}` };
}

/** One system: what it is, what it needs and what needs it, how it is stopped and brought back, and its history. */
export default async function SystemPage({ params }: Asked) {
  const { actor, system } = await systemOfPage((await params).code);
  const language = await getLocale();
  const [t, { systems: words }, form, history] = [
    await getTranslations("systems.catalogue"),
    await getMessages(),
    await formWords(),
    await getSystemHistory(actor, system.code, language),
  ];
  const zone = env().KULLA_ZONE;
  const keeps = system.abilities.change.ok;
  return (
    <main id="content" className="mx-auto grid w-full max-w-[1680px] grid-cols-[minmax(0,1fr)] content-start gap-6 p-4">
      <SystemHead
        system={system}
        action={
          keeps ? (
            <Link
              href={paths.changeSystem(system.code)}
              prefetch={false}
              className={buttonClass("plain", "screen-only")}
            >
              {t("change.link")}
            </Link>
          ) : null
        }
      />
      <SystemFacts system={system} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <section aria-labelledby="needs" className="grid gap-3">
          <h2 id="needs">{t("needs.title")}</h2>
          <Needs system={system} zone={zone} words={form} />
          {keeps && !system.retired ? (
            <details className="screen-only rounded-lg border border-line bg-surface px-4 py-2">
              <summary className="inline-flex min-h-11 items-center font-semibold sm:min-h-9">{t("needs.add")}</summary>
              <div className="pt-2 pb-2">
                <AddNeed code={system.code} words={words.catalogue.needs} form={form} />
              </div>
            </details>
          ) : null}
        </section>
        <section aria-labelledby="needed-by" className="grid gap-3">
          <h2 id="needed-by">{t("needs.byTitle")}</h2>
          <NeededBy system={system} zone={zone} />
        </section>
      </div>
      {system.plan ? <SystemPlan plan={system.plan} zone={zone} /> : null}
      <InIncidents incidents={history?.incidents ?? []} />
      {history && history.catalogue.length > 0 ? <CatalogueHistory lines={history.catalogue} zone={zone} /> : null}
      {keeps ? <RetireSystem system={system} words={form} /> : null}
    </main>
  );
}

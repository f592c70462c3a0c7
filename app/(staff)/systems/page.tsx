import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { CatalogueActions } from "@/components/systems/catalogue-actions";
import { CatalogueFilter } from "@/components/systems/catalogue-filter";
import { CatalogueList } from "@/components/systems/catalogue-list";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/access/actor";
import { may } from "@/lib/access/may";
import { paths } from "@/lib/entry/paths";
import { clockNow } from "@/lib/kernel/clock";
import { env } from "@/lib/kernel/env";
import { dayAndTime } from "@/lib/kernel/time";
import { listSystems } from "@/lib/systems/catalogue-queries";
import { findsProbes } from "@/lib/systems/readers";
import { readList } from "@/lib/systems/schema";

/** More lines than this are found by the filter, not by scrolling. */
const SHOWN = 500;

interface Asked {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("systems.catalogue"))("title") };
}

/** Every system that anybody relies on, as far as it exists for this reader. */
export default async function SystemsPage({ searchParams }: Asked) {
  const actor = await requireActor();
  const ask = readList(await searchParams);
  const [found, t, language] = [
    await listSystems(actor, { ...ask, limit: SHOWN + 1 }),
    await getTranslations("systems.catalogue"),
    await getLocale(),
  ];
  if (!found) notFound();
  const systems = found.slice(0, SHOWN);
  const mayAdd = may(actor, "system.add").ok;
  const all = (
    <Link href={paths.systems()} prefetch={false} className={buttonClass()}>
      {t("all")}
    </Link>
  );
  const asked = Object.keys(ask).length > 0;
  return (
    <main id="content" className="mx-auto grid w-full max-w-[1680px] grid-cols-[minmax(0,1fr)] content-start gap-4 p-4">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        action={
          <CatalogueActions
            mayAdd={mayAdd}
            mayExport={found.length > 0 && may(actor, "system.export").ok}
            probes={findsProbes(actor)}
          />
        }
      />
      <p className="print-only text-sm">{t("printed", { time: dayAndTime(clockNow(), env().KULLA_ZONE, language) })}</p>
      {systems.length > 0 || asked ? <CatalogueFilter key={JSON.stringify(ask)} ask={ask} /> : null}
      {systems.length > 0 ? (
        <>
          <p className="flex flex-wrap items-center gap-x-4 text-sm text-ink-2">
            {found.length > SHOWN ? t("more", { count: SHOWN }) : t("count", { count: systems.length })}
            {asked ? (
              <Link href={paths.systems()} prefetch={false} className="screen-only inline-flex min-h-6 items-center">
                {t("all")}
              </Link>
            ) : null}
          </p>
          <CatalogueList systems={systems} />
        </>
      ) : (
        <EmptyState
          action={asked ? all : <CatalogueActions mayAdd={mayAdd} mayExport={false} probes={findsProbes(actor)} />}
        >
          {t(asked ? "nothing" : mayAdd ? "empty" : "emptyReader")}
        </EmptyState>
      )}
    </main>
  );
}

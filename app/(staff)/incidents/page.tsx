import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { IncidentList } from "@/components/incidents/incident-list";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs } from "@/components/ui/tabs";
import { requireActor } from "@/lib/access/actor";
import { may } from "@/lib/access/may";
import { paths } from "@/lib/entry/paths";
import { listIncidents } from "@/lib/incidents/queries";
import { onShelf, shelfOf, shelves } from "@/lib/incidents/shelves";
import { clockNow } from "@/lib/kernel/clock";
import { env } from "@/lib/kernel/env";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("incidents"))("title") };
}

/** The incidents that exist for this reader. */
export default async function IncidentsPage({ searchParams }: { searchParams: Promise<{ show?: string | string[] }> }) {
  const actor = await requireActor();
  const [{ show }, incidents, t, foreign] = await Promise.all([
    searchParams,
    listIncidents(actor),
    getTranslations("incidents"),
    getTranslations("foreign"),
  ]);
  const shelf = shelfOf(show);
  const shown = incidents.filter((incident) => onShelf(shelf, incident));
  const opens = may(actor, "incident.open").ok ? (
    <Link href={paths.newIncident()} prefetch={false} className={buttonClass("main")}>
      {t("open")}
    </Link>
  ) : null;
  return (
    <main id="content" className="mx-auto w-full max-w-[1680px] p-4">
      <PageHeader title={t("title")} action={opens} />
      <Tabs
        label={t("filters.label")}
        tabs={shelves.map((one) => ({
          href: paths.incidents(one),
          label: t(`filters.${one}`),
          current: one === shelf,
        }))}
      />
      <div className="mt-3">
        {shown.length > 0 ? (
          <IncidentList incidents={shown} now={clockNow()} zone={env().KULLA_ZONE} />
        ) : (
          <EmptyState action={shelf === "open" ? opens : null}>{t(`empty.${shelf}`)}</EmptyState>
        )}
      </div>
      {actor.duties.length > 0 ? (
        <p className="screen-only mt-4 text-sm">
          <Link href={paths.foreign()} prefetch={false} className="inline-flex min-h-11 items-center">
            {foreign("link")}
          </Link>
        </p>
      ) : null}
    </main>
  );
}

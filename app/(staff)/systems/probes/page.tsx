import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getMessages, getTranslations } from "next-intl/server";
import { AddProbe } from "@/components/systems/add-probe";
import { ProbeList } from "@/components/systems/probe-list";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/access/actor";
import { formWords } from "@/lib/entry/form-words";
import { paths } from "@/lib/entry/paths";
import { clockNow } from "@/lib/kernel/clock";
import { env } from "@/lib/kernel/env";
import { listProbes } from "@/lib/systems/outside-queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("systems.outside.probes"))("title") };
}

/** The probes: who looks for us from where, and how one more comes in. */
export default async function ProbesPage() {
  const probes = (await listProbes(await requireActor())) ?? notFound();
  const [t, { systems: words }, form] = [
    await getTranslations("systems.outside.probes"),
    await getMessages(),
    await formWords(),
  ];
  return (
    <main id="content" className="mx-auto grid w-full max-w-3xl grid-cols-[minmax(0,1fr)] content-start gap-4 p-4">
      <div>
        <p className="screen-only">
          <Link href={paths.systems()} prefetch={false} className="inline-flex min-h-6 items-center">
            {t("back")}
          </Link>
        </p>
        <PageHeader title={t("title")} lead={t("lead")} />
        <p>{t("targets", { count: probes.targets })}</p>
      </div>
      {probes.rows.length > 0 ? (
        <ProbeList
          rows={probes.rows}
          zone={env().KULLA_ZONE}
          now={clockNow()}
          mayRevoke={probes.abilities.revoke.ok}
          words={form}
        />
      ) : (
        <EmptyState>{t("empty")}</EmptyState>
      )}
      {probes.abilities.add.ok ? <AddProbe origin={env().origin} words={words.outside.probes} form={form} /> : null}
    </main>
  );
}

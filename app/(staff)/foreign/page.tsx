import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ForeignList } from "@/components/foreign/foreign-list";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/access/actor";
import { listForeign } from "@/lib/foreign/queries";
import { env } from "@/lib/kernel/env";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("foreign"))("title") };
}

/** Records that another Kulla made, as far as they exist for this reader. */
export default async function ForeignPage() {
  const actor = await requireActor();
  const [logs, t] = await Promise.all([listForeign(actor), getTranslations("foreign")]);
  return (
    <main id="content" className="mx-auto w-full max-w-[1680px] p-4">
      <PageHeader title={t("title")} lead={t("lead")} />
      {logs.length > 0 ? <ForeignList logs={logs} zone={env().KULLA_ZONE} /> : <EmptyState>{t("empty")}</EmptyState>}
    </main>
  );
}

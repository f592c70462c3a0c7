import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AdminFrame, NotAdmin } from "@/components/people/admin-frame";
import { AuditTable } from "@/components/people/audit-table";
import { requireActor } from "@/lib/access/actor";
import { may } from "@/lib/access/may";
import { because } from "@/lib/entry/because";
import { paths } from "@/lib/entry/paths";
import { env } from "@/lib/kernel/env";
import { listAudit } from "@/lib/people/audit-queries";
import { ListAudit } from "@/lib/people/schema";

type Search = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.admin"))("tabs.audit") };
}

/** What happened to people and access: never what happened in incidents. */
export default async function AuditPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor();
  const verdict = may(actor, "person.change");
  if (!verdict.ok) return <NotAdmin because={await because(verdict)} />;
  const { before } = ListAudit.strip().safeParse(await searchParams).data ?? {};
  const [t, page] = [await getTranslations("people.audit"), await listAudit(actor, before)];
  return (
    <AdminFrame current="audit" lead={t("lead")}>
      <AuditTable rows={page.rows} zone={env().KULLA_ZONE} />
      {page.next ? (
        <Link href={paths.adminAudit(page.next)} prefetch={false}>
          {t("older")}
        </Link>
      ) : null}
    </AdminFrame>
  );
}

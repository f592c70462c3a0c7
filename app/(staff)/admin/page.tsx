import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AdminFrame, NotAdmin } from "@/components/people/admin-frame";
import { PeopleTable } from "@/components/people/people-table";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { TextField } from "@/components/ui/text-field";
import { requireActor } from "@/lib/access/actor";
import { may } from "@/lib/access/may";
import { because } from "@/lib/entry/because";
import { paths } from "@/lib/entry/paths";
import { env } from "@/lib/kernel/env";
import { listPeople } from "@/lib/people/queries";
import { ListPeople } from "@/lib/people/schema";

type Search = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.admin"))("title") };
}

/** People, found by name, e-mail or organisation. */
export default async function PeoplePage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor();
  const verdict = may(actor, "person.invite");
  if (!verdict.ok) return <NotAdmin because={await because(verdict)} />;
  const asked = ListPeople.strip().safeParse(await searchParams).data ?? {};
  const [t, page] = [await getTranslations("people.list"), await listPeople(actor, asked)];
  const invite = (
    <Link href={paths.adminInvite()} prefetch={false} className={buttonClass("main")}>
      {t("invite")}
    </Link>
  );
  return (
    <AdminFrame current="people" action={invite}>
      <form method="get" className="flex flex-wrap items-end gap-3">
        <div className="grow sm:max-w-sm">
          <TextField
            name="search"
            type="search"
            label={t("search")}
            hint={t("searchHint")}
            defaultValue={asked.search}
            maxLength={100}
          />
        </div>
        <Button type="submit">{t("find")}</Button>
      </form>
      {page.rows.length > 0 ? (
        <PeopleTable people={page.rows} zone={env().KULLA_ZONE} />
      ) : (
        <EmptyState>{t("empty")}</EmptyState>
      )}
      {page.next ? (
        <Link href={paths.admin({ ...(asked.search && { search: asked.search }), after: page.next })} prefetch={false}>
          {t("more")}
        </Link>
      ) : null}
    </AdminFrame>
  );
}

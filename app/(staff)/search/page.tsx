import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { SearchForm, SearchResults } from "@/components/entries/search-results";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/access/actor";
import { searchEverywhere } from "@/lib/entries/queries";
import { SearchAll } from "@/lib/entries/schema";

interface Asked {
  searchParams: Promise<{ q?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("timeline.search"))("title") };
}

/** One question to every log that exists for the reader. */
export default async function SearchPage({ searchParams }: Asked) {
  const [actor, said, language] = [await requireActor(), (await searchParams).q, await getLocale()];
  const typed = typeof said === "string" ? said.slice(0, 200) : "";
  const asked = SearchAll.safeParse({ q: typed });
  const found = asked.success ? await searchEverywhere(actor, asked.data.q, language) : null;
  const t = await getTranslations("timeline.search");
  return (
    <main id="content" className="mx-auto grid w-full max-w-5xl grid-cols-[minmax(0,1fr)] gap-4 p-4">
      <PageHeader title={t("title")} lead={t("lead")} />
      <SearchForm q={typed} />
      {found ? <SearchResults q={typed} found={found} /> : typed ? <p role="alert">{t("noWord")}</p> : null}
    </main>
  );
}

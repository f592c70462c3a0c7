import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PrintFrame } from "@/components/exports/print-frame";
import { PrintLog } from "@/components/exports/print-log";
import { printOfPage } from "@/lib/exports/print-of-page";

interface Asked {
  params: Promise<{ ref: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const t = await getTranslations("exports.print");
  return { title: `${t("title-log")} ${decodeURIComponent((await params).ref)}` };
}

/** The log on paper, oldest first, as its reader sees it. */
export default async function PrintLogPage({ params, searchParams }: Asked) {
  const page = await printOfPage((await params).ref, await searchParams, await getLocale(), "all");
  const t = await getTranslations("exports.print");
  const { actor, incident, asked, print } = page;
  return (
    <PrintFrame sheet="log" {...page} reader={actor.name} part={asked.part}>
      <PrintLog lines={print.lines} incident={incident} caption={t("title-log")} />
    </PrintFrame>
  );
}

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
  return { title: `${t("title-key-events")} ${decodeURIComponent((await params).ref)}` };
}

/** The key events on paper, oldest first. */
export default async function PrintKeyEventsPage({ params, searchParams }: Asked) {
  const page = await printOfPage((await params).ref, await searchParams, await getLocale(), "key");
  const t = await getTranslations("exports.print");
  const { actor, incident, asked, print } = page;
  return (
    <PrintFrame sheet="key-events" {...page} reader={actor.name} part={asked.part}>
      <PrintLog lines={print.lines} incident={incident} caption={t("title-key-events")} />
    </PrintFrame>
  );
}

import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ActivityLog } from "@/components/exports/activity-log";
import { PrintFrame } from "@/components/exports/print-frame";
import { printOfPage } from "@/lib/exports/print-of-page";

interface Asked {
  params: Promise<{ ref: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const t = await getTranslations("exports.print");
  return { title: `${t("title-activity")} ${decodeURIComponent((await params).ref)}` };
}

/** The activity log of one person, position or organisation (ICS 214); of the reader when nobody is named. */
export default async function PrintActivityPage({ params, searchParams }: Asked) {
  const page = await printOfPage((await params).ref, await searchParams, await getLocale());
  const { actor, incident, asked, print } = page;
  return (
    <PrintFrame sheet="activity" {...page} reader={actor.name} part={asked.part}>
      <ActivityLog print={print} whose={asked.whose} from={asked.from} until={asked.until} incident={incident} />
    </PrintFrame>
  );
}

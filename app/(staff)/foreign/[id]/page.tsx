import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { ForeignHead } from "@/components/foreign/foreign-head";
import { ForeignTimeline } from "@/components/foreign/foreign-timeline";
import { ExerciseBar } from "@/components/shell/exercise-bar";
import { buttonClass } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { paths } from "@/lib/entry/paths";
import { foreignOfPage } from "@/lib/foreign/foreign-of-page";
import { visibleText } from "@/lib/kernel/visible-text";

interface Asked {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ before?: string | string[] }>;
}

const pageOf = async ({ params, searchParams }: Asked) => {
  const [{ id }, { before }, language] = await Promise.all([params, searchParams, getLocale()]);
  const from = typeof before === "string" ? before : undefined;
  return { ...(await foreignOfPage(id, from, language)), before: from };
};

export async function generateMetadata(asked: Asked): Promise<Metadata> {
  const { log } = await pageOf(asked);
  return { title: `${visibleText(log.ref)} ${visibleText(log.name)}` };
}

/** A record made elsewhere, to read. */
export default async function ForeignLogPage(asked: Asked) {
  const [{ log, rows, next, before }, t] = await Promise.all([pageOf(asked), getTranslations("foreign.log")]);
  return (
    <>
      {log.exercise ? <ExerciseBar /> : null}
      <main id="content" className="mx-auto grid w-full max-w-5xl gap-4 p-4">
        <p className="screen-only">
          <Link href={paths.foreign()} prefetch={false}>
            {t("back")}
          </Link>
        </p>
        <PageHeader title={visibleText(log.name)} lead={visibleText(log.ref)} />
        <ForeignHead log={log} />
        <section aria-labelledby="record" className="rounded-lg border border-line bg-surface">
          <div className="border-b border-line px-3 py-2">
            <h2 id="record">{t("timeline")}</h2>
            <p className="text-sm text-ink-2">{t("names")}</p>
          </div>
          {rows.length > 0 ? (
            <ForeignTimeline log={log.id} rows={rows} zone={log.zone} />
          ) : (
            <p className="px-3 py-4">{t("none")}</p>
          )}
          <div className="screen-only flex flex-wrap items-center gap-3 px-3 py-3 text-sm text-ink-2">
            {before ? (
              <Link href={paths.foreignLog(log.id)} prefetch={false} className={buttonClass("plain")}>
                {t("newest")}
              </Link>
            ) : null}
            {next ? (
              <Link href={paths.foreignLog(log.id, next)} prefetch={false} className={buttonClass("plain")}>
                {t("older")}
              </Link>
            ) : rows.length > 0 ? (
              <p>{t("end")}</p>
            ) : null}
          </div>
        </section>
      </main>
    </>
  );
}

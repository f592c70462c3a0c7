import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import { OutsideChecks } from "@/components/systems/outside-checks";
import { OutsideForm } from "@/components/systems/outside-form";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { formWords } from "@/lib/entry/form-words";
import { paths } from "@/lib/entry/paths";
import { settled } from "@/lib/entry/settled";
import { incidentOfPage } from "@/lib/incidents/incident-of-page";
import { knowsSituation } from "@/lib/incidents/shelves";
import { visibleText } from "@/lib/kernel/visible-text";
import { nameIn } from "@/lib/systems/name-in";
import { getOutside } from "@/lib/systems/outside-queries";
import { findsProbes } from "@/lib/systems/readers";

interface Asked {
  params: Promise<{ ref: string }>;
  searchParams: Promise<{ code?: string | string[] }>;
}

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { incident } = await incidentOfPage((await params).ref);
  return { title: `${(await getTranslations("systems.outside"))("title")} ${incident.ref}` };
}

/** What we say of each system beside what is seen of it, disagreements first. */
export default async function OutsidePage({ params, searchParams }: Asked) {
  const [{ actor, incident }, { code }] = [await incidentOfPage((await params).ref), await searchParams];
  if (!knowsSituation(incident)) notFound();
  const [outside, t, language, { systems: words }, form] = await Promise.all([
    settled(getOutside(actor, incident.ref)),
    getTranslations("systems.outside"),
    getLocale(),
    getMessages(),
    formWords(),
  ]);
  const mayAdd = outside?.abilities.add.ok ?? false;
  const chosen = outside?.systems.find((system) => system.code === code);
  return (
    <main id="content" className="mx-auto grid w-full max-w-5xl grid-cols-[minmax(0,1fr)] content-start gap-4 p-4">
      <div>
        <p className="screen-only">
          <Link href={paths.board(incident.ref)} prefetch={false} className="inline-flex min-h-6 items-center">
            {incident.ref}: {t("back")}
          </Link>
        </p>
        <PageHeader
          title={t("title")}
          lead={t("lead")}
          action={
            findsProbes(actor) ? (
              <Link href={paths.probes()} prefetch={false} className="inline-flex min-h-11 items-center sm:min-h-6">
                {t("probesLink")}
              </Link>
            ) : null
          }
        />
      </div>
      {outside ? (
        <>
          <p className="text-md font-semibold">{t("disagreements", { count: outside.disagreements })}</p>
          {mayAdd ? (
            <details
              id="add"
              key={chosen?.code ?? ""}
              open={chosen !== undefined}
              className="screen-only scroll-mt-16 rounded-lg border border-line bg-surface px-4 py-2"
            >
              <summary className="flex min-h-11 items-center font-semibold sm:min-h-9">{t("add.title")}</summary>
              <div className="grid gap-3 pt-1 pb-2">
                <p className="max-w-[72ch] text-sm text-ink-2">{t("add.lead")}</p>
                <OutsideForm
                  incident={incident}
                  systems={outside.systems.map((system) => ({
                    code: system.code,
                    name: visibleText(nameIn(language, system)),
                  }))}
                  code={chosen?.code ?? ""}
                  now={outside.asOf.toISOString()}
                  words={words.outside.add}
                  seen={words.outside.seen}
                  form={form}
                />
              </div>
            </details>
          ) : null}
          {outside.rows.length === 0 ? <EmptyState>{t("empty")}</EmptyState> : null}
          {outside.rows.map((row) => (
            <OutsideChecks
              key={row.code}
              row={row}
              incident={incident}
              now={outside.asOf}
              mayAdd={mayAdd}
              words={form}
            />
          ))}
        </>
      ) : (
        <p className="font-semibold">{t("failed")}</p>
      )}
    </main>
  );
}

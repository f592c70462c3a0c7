import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/access/actor";
import { paths } from "@/lib/entry/paths";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("help"))("title") };
}

/** What a tired person needs to know, and where the rest is. */
export default async function HelpPage() {
  await requireActor();
  const t = await getTranslations("help");
  return (
    <main id="content" className="mx-auto w-full max-w-3xl p-4">
      <PageHeader title={t("title")} lead={t("lead")} />
      <div className="grid gap-5">
        {(["writing", "mistakes"] as const).map((part) => (
          <section key={part} className="grid gap-2">
            <h2>{t(`${part}.title`)}</h2>
            <p>{t(`${part}.first`)}</p>
            <p>{t(`${part}.second`)}</p>
            <p>{t(`${part}.third`)}</p>
          </section>
        ))}
        <section className="grid gap-2">
          <h2>{t("times.title")}</h2>
          <p>{t("times.first")}</p>
          <p>{t("times.second")}</p>
        </section>
        <section className="grid gap-2">
          <h2>{t("more.title")}</h2>
          <ul className="grid gap-1">
            {(
              [
                ["permissions", paths.permissions()],
                ["shortcuts", paths.shortcuts()],
                ["api", paths.apiDocs()],
              ] as const
            ).map(([name, href]) => (
              <li key={name}>
                <Link href={href} prefetch={false} className="inline-flex min-h-9 items-center">
                  {t(`more.${name}`)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </main>
  );
}

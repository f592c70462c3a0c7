import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/access/actor";
import { apiDocument } from "@/lib/api";
import { type ApiOperation, operationsOf } from "@/lib/entry/api-operations";
import { api } from "@/lib/entry/paths";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("help.api"))("title") };
}

/** The API as a page: made from the same table as the API itself, so that it cannot be out of date. */
export default async function ApiDocsPage() {
  await requireActor();
  const t = await getTranslations("help.api");
  return (
    <main id="content" className="mx-auto grid w-full max-w-5xl gap-4 p-4">
      <PageHeader title={t("title")} lead={t("lead")} />
      <ul className="grid gap-1">
        <li>
          <a href={api.openApi()}>{t("document")}</a>
        </li>
        <li>{t("token")}</li>
        <li className="text-ink-2">{t("english")}</li>
      </ul>
      {operationsOf(apiDocument()).map((operation) => (
        <OperationCard
          key={`${operation.method} ${operation.path}`}
          operation={operation}
          takes={t("takes")}
          required={t("required")}
        />
      ))}
    </main>
  );
}

function OperationCard({ operation, takes, required }: { operation: ApiOperation; takes: string; required: string }) {
  return (
    <section className="card rounded-lg border border-line bg-surface p-4">
      <h2 className="font-mono text-base wrap-anywhere">
        {operation.method} /api/v1{operation.path}
      </h2>
      <p lang="en" className="mt-1">
        {operation.says}
      </p>
      {operation.takes.length > 0 ? (
        <>
          <h3 className="mt-2 text-sm">{takes}</h3>
          <ul className="text-sm">
            {operation.takes.map((input) => (
              <li key={input.name} className="wrap-anywhere">
                <code className="font-bold">{input.name}</code>{" "}
                <span lang="en">{input.values.length > 0 ? input.values.join(" · ") : input.type}</span>
                {input.required ? <strong> {required}</strong> : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

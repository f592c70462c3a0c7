import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ApiForm } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { Choice } from "@/components/ui/choice";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { requireActor } from "@/lib/access/actor";
import { may } from "@/lib/access/may";
import { because } from "@/lib/entry/because";
import { formWords } from "@/lib/entry/form-words";
import { api } from "@/lib/entry/paths";
import { severities } from "@/lib/record/severity";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("incidents.new"))("title") };
}

/** Opens an incident: the name is enough. */
export default async function NewIncidentPage() {
  const actor = await requireActor();
  const [t, words, verdict] = [await getTranslations("incidents"), await formWords(), may(actor, "incident.open")];
  return (
    <main id="content" className="mx-auto w-full max-w-2xl p-4">
      <PageHeader title={t("new.title")} lead={t("new.lead")} />
      {verdict.ok ? (
        <ApiForm
          action={api.incidents()}
          then="/incidents/{ref}"
          words={words}
          className="rounded-lg border border-line bg-surface p-4"
        >
          <TextField
            name="name"
            label={t("new.name")}
            hint={t("new.nameHint")}
            required
            maxLength={200}
            autoComplete="off"
            autoFocus
          />
          <Select
            name="severity"
            label={t("new.severity")}
            defaultValue="S2"
            options={severities.map((severity) => ({ value: severity, label: t(`severity.${severity}`) }))}
          />
          <Choice name="exercise" label={t("new.exercise")} hint={t("new.exerciseHint")} />
          <div>
            <Button type="submit" kind="main">
              {t("new.button")}
            </Button>
          </div>
        </ApiForm>
      ) : (
        <EmptyState>{t("new.may", { because: await because(verdict) })}</EmptyState>
      )}
    </main>
  );
}

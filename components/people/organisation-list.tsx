import { useTranslations } from "next-intl";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { api } from "@/lib/entry/paths";
import { visibleText } from "@/lib/kernel/visible-text";
import { organisationKinds } from "@/lib/people/schema";
import type { OrganisationRow } from "@/lib/people/views";

function kindName(t: ReturnType<typeof useTranslations<"people.organisations">>, kind: string): string {
  const known = organisationKinds.find((one) => one === kind);
  return known ? t(`kind.${known}`) : kind;
}

/** The names and the kind of an organisation. */
export function OrganisationFields({ organisation }: { organisation?: OrganisationRow }) {
  const t = useTranslations("people.organisations");
  return (
    <>
      <TextField
        name="name"
        label={t("name")}
        defaultValue={organisation?.name}
        required
        maxLength={200}
        autoComplete="off"
      />
      <TextField
        name="localName"
        label={t("localName")}
        defaultValue={organisation?.localName ?? ""}
        maxLength={200}
        autoComplete="off"
      />
      <Select
        name="kind"
        label={t("kindLabel")}
        defaultValue={organisation?.kind}
        options={organisationKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
      />
    </>
  );
}

/** Organisations, each of which opens into the form that corrects it. */
export function OrganisationList(props: { organisations: OrganisationRow[]; words: FormWords }) {
  const t = useTranslations("people.organisations");
  return (
    <ul className="rounded-lg border border-line bg-surface">
      {props.organisations.map((organisation) => (
        <li key={organisation.id} className="grid gap-1 border-b border-line px-4 py-3 last:border-b-0">
          <h2>{visibleText(organisation.name)}</h2>
          <p className="text-sm text-ink-2">
            {[
              organisation.localName && visibleText(organisation.localName),
              kindName(t, organisation.kind),
              t("people", { count: organisation.people }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
          <details>
            <summary className="inline-flex min-h-9 items-center text-sm underline underline-offset-4">
              {t("change")}
              <span className="sr-only">{visibleText(organisation.name)}</span>
            </summary>
            <div className="mt-2 max-w-xl">
              <ApiForm
                key={organisation.version}
                action={api.organisation(organisation.id)}
                method="PUT"
                fixed={{ version: organisation.version }}
                words={props.words}
              >
                <OrganisationFields organisation={organisation} />
                <Button type="submit" className="justify-self-start">
                  {t("save")}
                </Button>
              </ApiForm>
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}

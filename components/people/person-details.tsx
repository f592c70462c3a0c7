import { useTranslations } from "next-intl";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { api } from "@/lib/entry/paths";
import type { OrganisationRow, PersonView } from "@/lib/people/views";

const optionsOf = (organisations: OrganisationRow[]) =>
  organisations.map(({ id, name }) => ({ value: id, label: name }));

/** The fields that say who somebody is. */
export function PersonFields(props: { organisations: OrganisationRow[]; person?: PersonView }) {
  const t = useTranslations("people.person");
  const { person } = props;
  return (
    <>
      <TextField
        name="name"
        label={t("name")}
        defaultValue={person?.name}
        required
        maxLength={120}
        autoComplete="off"
      />
      <TextField
        name="email"
        type="email"
        label={t("email")}
        hint={t("emailHint")}
        defaultValue={person?.email ?? ""}
        required={!person || person.email !== null}
        maxLength={200}
        autoComplete="off"
      />
      <Select
        name="organisationId"
        label={t("organisation")}
        defaultValue={person?.organisationId}
        options={optionsOf(props.organisations)}
      />
    </>
  );
}

/** Corrects them, as they stood when this page was read. */
export function PersonDetails(props: { person: PersonView; organisations: OrganisationRow[]; words: FormWords }) {
  const t = useTranslations("people.person");
  const { person } = props;
  return (
    <ApiForm
      key={person.version}
      action={api.person(person.id)}
      method="PUT"
      fixed={{ version: person.version }}
      done={t("changed")}
      words={props.words}
    >
      <PersonFields organisations={props.organisations} person={person} />
      <Button type="submit" className="justify-self-start">
        {t("change")}
      </Button>
    </ApiForm>
  );
}

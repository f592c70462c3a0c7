import { useLocale, useTranslations } from "next-intl";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { roles, standingRoles } from "@/lib/access/roles";
import { api } from "@/lib/entry/paths";
import { dayAndTime } from "@/lib/kernel/time";
import type { PersonView } from "@/lib/people/views";
import { card } from "./card";

interface Props {
  person: PersonView;
  words: FormWords;
}

const line = "flex flex-wrap items-center justify-between gap-3 border-t border-line pt-2";

/** Duties held at all times: whoever has one belongs to each incident that opens. */
export function PersonDuties({ person, words }: Props) {
  const t = useTranslations("people.duties");
  const role = useTranslations("access.role");
  const free = standingRoles.filter((one) => !person.duties.includes(one));
  return (
    <section className={card}>
      <h2>{t("title")}</h2>
      <p>{t("lead")}</p>
      <ul className="grid gap-2 empty:hidden">
        {person.duties.map((duty) => (
          <li key={duty} className={line}>
            {role(duty)}
            <ApiForm action={api.duty(person.id, duty)} method="DELETE" words={words}>
              <Button type="submit">
                {t("end")}
                <span className="sr-only">{role(duty)}</span>
              </Button>
            </ApiForm>
          </li>
        ))}
      </ul>
      {person.disabled || free.length === 0 ? null : (
        <ApiForm action={api.person(person.id, "duties")} words={words}>
          <Select name="role" label={t("role")} options={free.map((one) => ({ value: one, label: role(one) }))} />
          <Button type="submit" className="justify-self-start">
            {t("grant")}
          </Button>
        </ApiForm>
      )}
    </section>
  );
}

/** Roles in single incidents, which are known here by their reference only. */
export function PersonMemberships({ person, refs, zone, words }: Props & { refs: string[]; zone: string }) {
  const t = useTranslations("people.memberships");
  const role = useTranslations("access.role");
  const language = useLocale();
  return (
    <section className={card}>
      <h2>{t("title")}</h2>
      <p>{t("lead")}</p>
      <ul className="grid gap-2 empty:hidden">
        {person.memberships.map((one) => (
          <li key={`${one.ref} ${one.role}`} className={line}>
            <p>
              <span className="font-mono">{one.ref}</span> {role(one.role)}
              <span className="block text-sm text-ink-2">
                {one.endsAt
                  ? t("until", { time: dayAndTime(one.endsAt, zone, language) })
                  : t("since", { time: dayAndTime(one.startsAt, zone, language) })}
              </span>
            </p>
            <ApiForm action={api.membership(person.id, one.ref, one.role)} method="DELETE" words={words}>
              <Button type="submit">
                {t("end")}
                <span className="sr-only">{`${one.ref} ${role(one.role)}`}</span>
              </Button>
            </ApiForm>
          </li>
        ))}
      </ul>
      {person.disabled || refs.length === 0 ? null : (
        <ApiForm action={api.person(person.id, "memberships")} words={words}>
          <Select name="ref" label={t("ref")} options={refs.map((ref) => ({ value: ref, label: ref }))} />
          <Select
            name="role"
            label={t("role")}
            defaultValue="AGENCY_STAFF"
            options={roles.map((one) => ({ value: one, label: role(one) }))}
          />
          <TextField name="days" type="number" min={1} max={730} label={t("days")} hint={t("daysHint")} />
          <Button type="submit" className="justify-self-start">
            {t("grant")}
          </Button>
        </ApiForm>
      )}
    </section>
  );
}

import { useTranslations } from "next-intl";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { api } from "@/lib/entry/paths";
import type { PersonView } from "@/lib/people/views";
import { card } from "./card";
import { CodeForm } from "./code-form";
import type { CodeSheetWords } from "./code-sheet";

/** Opens, ends and resets somebody's access. Each act says in one line what it does. */
export function PersonAccess(props: { person: PersonView; url: string; sheet: CodeSheetWords; words: FormWords }) {
  const { person, words } = props;
  const t = useTranslations("people.access");
  if (person.disabled) {
    return (
      <section className={card}>
        <h2>{t("title")}</h2>
        <p>{t("disabled")}</p>
        <Act action={api.person(person.id, "enable")} button={t("enable")} words={words} />
      </section>
    );
  }
  return (
    <section className={card}>
      <h2>{t("title")}</h2>
      <p>{t("resetWhat")}</p>
      <CodeForm
        action={api.person(person.id, "reset")}
        name={person.name}
        url={props.url}
        sheet={props.sheet}
        words={words}
      >
        <Button type="submit" className="justify-self-start">
          {t("reset")}
        </Button>
      </CodeForm>
      <p>{person.isAdmin ? t("adminEndWhat") : t("adminWhat")}</p>
      <Act
        action={api.person(person.id, "admin")}
        method={person.isAdmin ? "DELETE" : "POST"}
        button={person.isAdmin ? t("adminEnd") : t("admin")}
        words={words}
      />
      <p>{t("disableWhat")}</p>
      <Act action={api.person(person.id, "disable")} button={t("disable")} words={words} />
    </section>
  );
}

function Act(props: { action: string; method?: "POST" | "DELETE"; button: string; words: FormWords }) {
  return (
    <ApiForm key={props.button} action={props.action} method={props.method ?? "POST"} words={props.words}>
      <Button type="submit" className="justify-self-start">
        {props.button}
      </Button>
    </ApiForm>
  );
}

import { useTranslations } from "next-intl";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { api } from "@/lib/entry/paths";
import { visibleText } from "@/lib/kernel/visible-text";
import type { SystemView } from "@/lib/systems/views";

/** Takes a system out of use, or back into it; while something needs it, says what. */
export function RetireSystem({ system, words }: { system: SystemView; words: FormWords }) {
  const t = useTranslations("systems.catalogue.retire");
  const needing = system.neededBy.filter(({ retired }) => !retired);
  const title = system.retired ? t("returnTitle") : t("title");
  return (
    <section aria-labelledby="retire" className="screen-only grid gap-3 rounded-lg border border-line bg-surface p-4">
      <h2 id="retire">{title}</h2>
      <p>{system.retired ? t("returnLead") : t("lead")}</p>
      {!system.retired && needing.length > 0 ? (
        <p>{t("needed", { by: needing.map(({ code, name }) => `${code} ${visibleText(name)}`).join(", ") })}</p>
      ) : (
        <ApiForm
          key={system.version}
          action={api.system(system.code, "retirement")}
          method={system.retired ? "DELETE" : "POST"}
          fixed={{ version: system.version }}
          words={words}
          className="max-w-xl"
        >
          <TextField name="reason" label={t("reason")} required maxLength={500} autoComplete="off" />
          <Button type="submit" className="justify-self-start">
            {system.retired ? t("returnButton") : t("button")}
          </Button>
        </ApiForm>
      )}
    </section>
  );
}

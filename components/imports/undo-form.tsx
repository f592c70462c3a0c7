import { useTranslations } from "next-intl";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { api } from "@/lib/entry/paths";

/** Taking back a whole import, with one sentence why; it says before what stays. */
export function UndoForm(props: { incidentRef: string; id: string; count: number; words: FormWords }) {
  const t = useTranslations("imports.batch");
  return (
    <section className="grid gap-3 rounded-lg border border-line bg-surface p-4">
      <div>
        <h2>{t("undo")}</h2>
        <p className="text-ink-2">{t("undoSentence")}</p>
      </div>
      <ApiForm action={api.undoImport(props.incidentRef, props.id)} words={props.words}>
        <TextField name="reason" label={t("reason")} required maxLength={500} autoComplete="off" />
        <div>
          <Button type="submit">{t("undoButton", { count: props.count })}</Button>
        </div>
      </ApiForm>
    </section>
  );
}

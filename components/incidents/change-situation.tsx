import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";

/** A chip that opens into the form which changes it: a new value and one sentence why, which become an entry. */
export function ChangeSituation(props: {
  of: "severity" | "phase";
  chip: ReactNode;
  action: string;
  version: number;
  options: { value: string; label: string }[];
  words: FormWords;
}) {
  const t = useTranslations("incidents");
  return (
    <>
      <span className="print-only">{props.chip}</span>
      <details className="screen-only open:order-last open:w-full">
        <summary className="inline-flex min-h-9 items-center gap-1.5 rounded-md">
          {props.chip}
          <span className="text-xs underline underline-offset-4">
            {t("head.change")}
            <span className="sr-only">: {t(`head.${props.of}`)}</span>
          </span>
        </summary>
        <div className="mt-2 max-w-xl rounded-lg border border-line bg-canvas p-4">
          <ApiForm action={props.action} fixed={{ version: props.version }} words={props.words}>
            <Select name={props.of} label={t(`change.${props.of}New`)} options={props.options} />
            <TextField
              name="reason"
              label={t("change.reason")}
              hint={t("change.reasonHint")}
              required
              autoComplete="off"
            />
            <div>
              <Button type="submit" kind="main">
                {t(`change.${props.of}Button`)}
              </Button>
            </div>
          </ApiForm>
        </div>
      </details>
    </>
  );
}

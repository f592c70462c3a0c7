import Link from "next/link";
import { useTranslations } from "next-intl";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button, buttonClass } from "@/components/ui/button";
import { Tabs } from "@/components/ui/tabs";
import { TextField } from "@/components/ui/text-field";
import { api, paths } from "@/lib/entry/paths";
import type { SheetRow } from "@/lib/imports/views";
import { type Language, languages } from "@/lib/kernel/preferences";
import { PrintButton } from "./print-button";

/** Takes the next numbers; and when there are some, prints their sheets. */
export function SheetsHead(props: {
  incidentRef: string;
  given: SheetRow | undefined;
  language: Language;
  words: FormWords;
}) {
  const { incidentRef, given } = props;
  const t = useTranslations("imports.sheets");
  const names = useTranslations("shell.language");
  return (
    <section className="screen-only grid gap-4 rounded-lg border border-line bg-surface p-4">
      {given ? (
        <>
          <p role="status" className="font-semibold">
            {t("ready", { first: given.first, last: given.last })}
          </p>
          <Tabs
            label={t("language")}
            tabs={languages.map((language) => ({
              href: paths.sheets(incidentRef, { first: String(given.first), language }),
              label: names(language),
              current: language === props.language,
            }))}
          />
          <div className="flex flex-wrap gap-3">
            <PrintButton word={t("print")} />
            <Link href={paths.sheets(incidentRef)} prefetch={false} className={buttonClass("plain")}>
              {t("more")}
            </Link>
          </div>
        </>
      ) : (
        <ApiForm
          action={api.sheets(incidentRef)}
          then={`${paths.sheets(incidentRef)}?first={first}`}
          words={props.words}
        >
          <TextField
            name="count"
            type="number"
            min={1}
            max={50}
            defaultValue={20}
            required
            label={t("count")}
            hint={t("countHint")}
            className="max-w-32"
          />
          <div>
            <Button type="submit" kind="main">
              {t("button")}
            </Button>
          </div>
        </ApiForm>
      )}
      <p>
        <Link href={paths.importEntries(incidentRef, "paper")} prefetch={false} className="inline-block min-h-6">
          {t("typeBack")}
        </Link>
      </p>
    </section>
  );
}

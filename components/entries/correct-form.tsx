import { useLocale, useTranslations } from "next-intl";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import type { EntryDetail } from "@/lib/entries/views";
import { api, paths } from "@/lib/entry/paths";
import { clockTime, dayKey, zoneName } from "@/lib/kernel/time";
import { precisions, reasonKinds } from "@/lib/record/catalog";
import { HappenedFields } from "./happened-fields";

/** What is right, what was wrong, and when it really happened. */
export function CorrectForm(props: { entry: EntryDetail; incident: { ref: string; zone: string }; words: FormWords }) {
  const { entry, incident } = props;
  const t = useTranslations("entries");
  const language = useLocale();
  return (
    <ApiForm
      action={api.corrections(incident.ref, entry.number)}
      then={paths.entry(incident.ref, entry.number)}
      words={props.words}
      className="rounded-lg border border-line bg-surface p-4"
    >
      <TextArea name="text" label={t("correct.text")} defaultValue={entry.text} rows={6} required />
      <Select
        name="reasonKind"
        label={t("correct.reason")}
        options={reasonKinds.map((kind) => ({ value: kind, label: t(`reason.${kind}`) }))}
      />
      <TextField name="reason" label={t("correct.sentence")} maxLength={500} autoComplete="off" />
      <HappenedFields
        time={clockTime(entry.occurredAt, incident.zone)}
        day={dayKey(entry.occurredAt, incident.zone)}
        zone={incident.zone}
        words={{
          legend: t("correct.happened"),
          hint: t("correct.happenedHint", { zone: zoneName(incident.zone, language) }),
          time: t("correct.time"),
          day: t("correct.day"),
        }}
      />
      <Select
        name="precision"
        label={t("correct.precision")}
        options={[
          { value: "", label: t("correct.precisionSame") },
          ...precisions
            .filter((precision) => precision !== "between")
            .map((precision) => ({ value: precision, label: t(`precision.${precision}`) })),
        ]}
      />
      <div>
        <Button type="submit" kind="main">
          {t("correct.button")}
        </Button>
      </div>
    </ApiForm>
  );
}

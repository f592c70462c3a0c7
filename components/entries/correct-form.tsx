import { useLocale, useMessages, useTranslations } from "next-intl";
import type { FormWords } from "@/components/ui/api-form";
import { Choices } from "@/components/ui/choices";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import type { EntryDetail } from "@/lib/entries/views";
import { clockTime, dayKey, zoneName } from "@/lib/kernel/time";
import { precisions, reasonKinds } from "@/lib/record/catalog";
import { CorrectionDesk } from "./correction-desk";
import { EntryFacts } from "./entry-facts";
import { HappenedFields } from "./happened-fields";

/** What is right, what was wrong, and when it really happened, beside what was written. */
export function CorrectForm(props: { entry: EntryDetail; incident: { ref: string; zone: string }; words: FormWords }) {
  const { entry, incident } = props;
  const t = useTranslations("entries");
  const { corrections, entries } = useMessages();
  const language = useLocale();
  return (
    <CorrectionDesk
      incident={{ ref: incident.ref, zone: incident.zone }}
      entry={{ number: entry.number, text: entry.text }}
      facts={<EntryFacts entry={entry} zone={incident.zone} incidentRef={incident.ref} />}
      form={props.words}
      reasons={entries.reason}
      fieldWords={{ text: t("correct.text"), button: t("correct.button") }}
      words={corrections}
    >
      <Choices
        name="reasonKind"
        legend={t("correct.reason")}
        options={reasonKinds.map((kind) => ({ value: kind, label: t(`reason.${kind}`) }))}
      />
      <TextField
        name="reason"
        label={t("correct.sentence")}
        hint={corrections.desk.sentenceHint}
        maxLength={500}
        autoComplete="off"
      />
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
      <p className="text-sm text-ink-2">
        {corrections.desk.stays} {entry.readers.length > 0 ? t("audience.named") : t(`audience.${entry.audience}`)},{" "}
        {entry.tlp}.
      </p>
    </CorrectionDesk>
  );
}

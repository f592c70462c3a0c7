import { useLocale, useMessages, useTranslations } from "next-intl";
import type { FormWords } from "@/components/ui/api-form";
import type { EntryDetail } from "@/lib/entries/views";
import { clockNow } from "@/lib/kernel/clock";
import { clockTime, dayKey, zoneName } from "@/lib/kernel/time";
import { precisions, reasonKinds } from "@/lib/record/catalog";
import { CorrectionDesk } from "./correction-desk";
import { EntryFacts } from "./entry-facts";

/** What is right, what was wrong, and when it really happened, beside what was written. */
export function CorrectForm(props: {
  entry: EntryDetail;
  incident: { ref: string; zone: string };
  personId: string;
  words: FormWords;
}) {
  const { entry, incident } = props;
  const t = useTranslations("entries");
  const zone = zoneName(incident.zone, useLocale());
  const { corrections, entries } = useMessages();
  const { correct, precision, reason, composer } = entries;
  return (
    <CorrectionDesk
      key={entry.id}
      place={{
        ref: incident.ref,
        zone: incident.zone,
        first: entry.chain[0]?.number ?? entry.number,
        personId: props.personId,
        serverNow: clockNow().toISOString(),
      }}
      entry={{
        number: entry.number,
        text: entry.text,
        tlp: entry.tlp,
        time: clockTime(entry.occurredAt, incident.zone),
        day: dayKey(entry.occurredAt, incident.zone),
      }}
      facts={<EntryFacts entry={entry} zone={incident.zone} incidentRef={incident.ref} />}
      form={props.words}
      reasons={reasonKinds}
      precisions={precisions.filter((one) => one !== "between")}
      words={{
        ...corrections,
        correct: { ...correct, happenedHint: t("correct.happenedHint", { zone }) },
        reason,
        precision,
        device: { red: composer.red, notKept: composer.notKept },
      }}
    >
      {corrections.desk.stays} {entry.readers.length > 0 ? t("audience.named") : t(`audience.${entry.audience}`)},{" "}
      {entry.tlp}.
    </CorrectionDesk>
  );
}

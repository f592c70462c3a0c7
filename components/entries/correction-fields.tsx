"use client";

import { Choices } from "@/components/ui/choices";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import type { Messages } from "@/lib/kernel/messages";
import type { Precision, ReasonKind } from "@/lib/record/catalog";
import type { CorrectionDraft } from "./correction-draft";
import { HappenedFields } from "./happened-fields";

export interface CorrectionFieldWords {
  correct: Messages["entries"]["correct"];
  reason: Messages["entries"]["reason"];
  precision: Messages["entries"]["precision"];
  desk: Messages["corrections"]["desk"];
}

/** Why, and when it really happened. */
export function CorrectionFields(props: {
  was: { time: string; day: string };
  draft: CorrectionDraft;
  change: (changes: Partial<CorrectionDraft>) => void;
  zone: string;
  reasons: readonly ReasonKind[];
  precisions: readonly Precision[];
  words: CorrectionFieldWords;
}) {
  const { draft, change, words } = props;
  const { correct } = words;
  return (
    <>
      <Choices
        name="reasonKind"
        legend={correct.reason}
        options={props.reasons.map((kind) => ({ value: kind, label: words.reason[kind] }))}
        value={draft.reasonKind}
        onChoose={(reasonKind) => change({ reasonKind })}
      />
      <TextField
        name="reason"
        label={correct.sentence}
        hint={words.desk.sentenceHint}
        maxLength={500}
        autoComplete="off"
        value={draft.reason}
        onChange={(event) => change({ reason: event.target.value })}
      />
      <HappenedFields
        was={props.was}
        now={draft}
        change={change}
        zone={props.zone}
        words={{ legend: correct.happened, hint: correct.happenedHint, time: correct.time, day: correct.day }}
      />
      <Select
        name="precision"
        label={correct.precision}
        options={[
          { value: "", label: correct.precisionSame },
          ...props.precisions.map((one) => ({ value: one, label: words.precision[one] })),
        ]}
        value={draft.precision}
        onChange={(event) => change({ precision: event.target.value })}
      />
    </>
  );
}

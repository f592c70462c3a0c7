"use client";

import { controlClass, Field } from "@/components/ui/field";
import { useField } from "@/components/ui/form-context";
import { instantOf } from "@/lib/kernel/time";

interface Happened {
  time: string;
  day: string;
}

/** A time and a day on the incident's clock, sent as one moment; nothing is sent while both are as they were. */
export function HappenedFields(props: {
  was: Happened;
  now: Happened;
  change: (changes: Partial<Happened>) => void;
  zone: string;
  words: { legend: string; hint: string; time: string; day: string };
}) {
  const { words, zone, change, was } = props;
  const { time, day } = props.now;
  const { id, error, control } = useField("occurredAt", words.hint);
  const changed = time !== was.time || day !== was.day;
  // What cannot be read is sent as it was typed: the server's words about it then stand at this field.
  const moment = changed ? (instantOf(day, time, zone)?.toISOString() ?? `${day} ${time}`) : "";
  return (
    <fieldset className="grid gap-2">
      <legend className="font-semibold">{words.legend}</legend>
      <p id={`${id}-hint`} className="text-sm text-ink-2">
        {words.hint}
      </p>
      <input type="hidden" name="occurredAt" value={moment} />
      <div className="flex flex-wrap gap-3">
        <Field id={id} label={words.time} error={error}>
          <input
            id={id}
            value={time}
            inputMode="numeric"
            autoComplete="off"
            aria-invalid={control["aria-invalid"]}
            aria-describedby={control["aria-describedby"]}
            onChange={(event) => change({ time: event.target.value })}
            className={controlClass(error, "max-w-28")}
          />
        </Field>
        <Field id={`${id}-day`} label={words.day}>
          <input
            id={`${id}-day`}
            type="date"
            value={day}
            onChange={(event) => change({ day: event.target.value })}
            className={controlClass(undefined, "max-w-48")}
          />
        </Field>
      </div>
    </fieldset>
  );
}

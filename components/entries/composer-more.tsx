"use client";

import type { ReactNode } from "react";
import { controlClass } from "@/components/ui/field";
import { clockNow } from "@/lib/kernel/clock";
import { dayKey, type Precision } from "@/lib/kernel/time";
import { type Tlp, tlps } from "@/lib/record/tlp";
import type { ComposerWords } from "./composer-words";
import type { ComposerIncident, Draft } from "./draft";

/** Everything on an entry that is not the text: all of it optional, none of it in the way. */
export function ComposerMore(props: {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  ready: boolean;
  incident: ComposerIncident;
  precisions: readonly Precision[];
  people: { id: string; name: string; organisation: string }[];
  words: ComposerWords;
}) {
  const { draft, change, incident, people, words } = props;
  const named = draft.audience === "named" || draft.tlp === "TLP:RED";
  const labels = people.length > 0 ? tlps : tlps.filter((tlp) => tlp !== "TLP:RED");
  const audiences = (["incident", "command", "named"] as const).filter(
    (audience) => audience !== "named" || people.length > 0,
  );
  return (
    <details className="more contents">
      <summary className="flex min-h-12 w-fit items-center rounded-md border border-line-strong px-3 font-semibold marker:content-none sm:min-h-10 [&::-webkit-details-marker]:hidden">
        {words.more}
      </summary>
      <div className="order-last grid w-full basis-full max-h-[45dvh] gap-3 overflow-y-auto pt-3 pb-2 sm:grid-cols-2 lg:max-h-none lg:grid-cols-4">
        {props.ready ? (
          <>
            <Labelled label={words.day}>
              <input
                type="date"
                value={draft.day}
                max={dayKey(clockNow(), incident.zone)}
                onChange={(event) => change({ day: event.target.value })}
                className={controlClass(undefined)}
              />
            </Labelled>
            <Labelled label={words.precision}>
              <select
                value={draft.precision}
                onChange={(event) => change({ precision: event.target.value as Precision })}
                className={controlClass(undefined)}
              >
                {props.precisions.map((precision) => (
                  <option key={precision} value={precision}>
                    {words.precisions[precision]}
                  </option>
                ))}
              </select>
            </Labelled>
            {draft.precision === "between" ? (
              <Labelled label={words.until}>
                <input
                  value={draft.until}
                  inputMode="numeric"
                  onChange={(event) => change({ until: event.target.value })}
                  className={controlClass(undefined)}
                />
              </Labelled>
            ) : null}
          </>
        ) : null}
        <Labelled label={words.tlp}>
          <select
            name="tlp"
            value={draft.tlp}
            onChange={(event) => change({ tlp: event.target.value as Tlp | "" })}
            className={controlClass(undefined)}
          >
            <option value="">{words.tlpDefault.replace("{tlp}", incident.tlp)}</option>
            {labels.map((tlp) => (
              <option key={tlp} value={tlp}>
                {tlp}
              </option>
            ))}
          </select>
        </Labelled>
        <Labelled label={words.audience}>
          <select
            name="audience"
            value={named ? "named" : draft.audience}
            onChange={(event) => change({ audience: event.target.value as Draft["audience"] })}
            className={controlClass(undefined)}
          >
            {audiences.map((audience) => (
              <option key={audience} value={audience}>
                {words.audiences[audience]}
              </option>
            ))}
          </select>
        </Labelled>
        <label className="flex min-h-11 items-center gap-2 self-end font-semibold">
          <input
            type="checkbox"
            name="key"
            checked={draft.key}
            onChange={(event) => change({ key: event.target.checked })}
            className="size-6 accent-ink"
          />
          {words.key}
        </label>
        {named ? (
          <fieldset className="sm:col-span-2 lg:col-span-4">
            <legend className="text-xs font-semibold">{words.readers}</legend>
            <div className="grid max-h-40 overflow-y-auto rounded-md border border-line-strong p-2 sm:grid-cols-2">
              {people.map((person) => (
                <label key={person.id} className="flex min-h-9 items-center gap-2">
                  <input
                    type="checkbox"
                    checked={draft.readers.includes(person.id)}
                    onChange={(event) =>
                      change({
                        readers: event.target.checked
                          ? [...draft.readers, person.id]
                          : draft.readers.filter((id) => id !== person.id),
                      })
                    }
                    className="size-6 accent-ink"
                  />
                  {person.name}, {person.organisation}
                </label>
              ))}
            </div>
          </fieldset>
        ) : null}
      </div>
    </details>
  );
}

const Labelled = (props: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child.
  <label className="grid gap-1">
    <span className="text-xs font-semibold">{props.label}</span>
    {props.children}
  </label>
);

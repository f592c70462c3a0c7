"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/text-area";
import { api, paths } from "@/lib/entry/paths";
import type { Messages } from "@/lib/kernel/messages";
import { fill } from "@/lib/kernel/words";
import type { Precision, ReasonKind } from "@/lib/record/catalog";
import type { Tlp } from "@/lib/record/tlp";
import type { CorrectionDraft } from "./correction-draft";
import { CorrectionFields, type CorrectionFieldWords } from "./correction-fields";
import { CorrectionKept } from "./correction-kept";
import { Meanwhile, type Newer, newerThan } from "./meanwhile";
import { useCorrectionDraft } from "./use-correction-draft";
import { WordDiff } from "./word-diff";

/** Refusals that mean: somebody was faster. */
const OVERTAKEN = new Set(["corrected-meanwhile", "refusal.corrected", "refusal.withdrawn"]);

/**
 * The original at the left, the correction at the right, and in both, while one types, what changes. When somebody else was faster,
 * their text takes the place of the original and nothing of one's own is lost; nor is it when the page or the server goes.
 */
export function CorrectionDesk(props: {
  place: { ref: string; zone: string; first: number; personId: string; serverNow: string };
  entry: { number: number; text: string; tlp: Tlp; time: string; day: string };
  /** What is known of the original, and what stays as it is. */
  facts: ReactNode;
  children: ReactNode;
  form: FormWords;
  reasons: readonly ReasonKind[];
  precisions: readonly Precision[];
  words: CorrectionFieldWords & Messages["corrections"] & { device: { red: string; notKept: string } };
}) {
  const { place, entry, words } = props;
  const { desk, correct } = words;
  const router = useRouter();
  const field = useRef<HTMLTextAreaElement>(null);
  const [of, setOf] = useState<{ number: number; text: string }>(entry);
  const [newer, setNewer] = useState<Newer | null>(null);
  const blank = useMemo((): CorrectionDraft => {
    const { tlp, time, day } = entry;
    return { of: of.number, text: of.text, tlp, time, day, reasonKind: "", reason: "", precision: "" };
  }, [entry, of]);
  const { draft, change, clear, back, unsafe } = useCorrectionDraft(place, blank, field);

  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <section aria-labelledby="original" className="grid content-start gap-2">
        <h2 id="original">{fill(desk.original, { number: of.number })}</h2>
        <div className="rounded-lg border border-line bg-surface p-4 text-md">
          <WordDiff before={of.text} after={draft.text} show="before" words={words.diff} />
        </div>
        {props.facts}
      </section>
      <section aria-labelledby="correction" className="grid content-start gap-2">
        <h2 id="correction">{desk.correction}</h2>
        <ApiForm
          action={api.corrections(place.ref, of.number)}
          onDone={async ({ receipt }) => {
            await clear();
            router.push(paths.entry(place.ref, (receipt as { logNumber: number }).logNumber));
          }}
          onProblem={async ({ because }) => {
            if (OVERTAKEN.has(because)) setNewer(await newerThan(place.ref, of.number));
          }}
          words={props.form}
          className="rounded-lg border border-line bg-surface p-4"
        >
          {newer ? (
            <Meanwhile
              incident={place}
              newer={newer}
              mine={draft.text}
              takeOver={() => {
                setOf({ number: newer.number, text: newer.text });
                setNewer(null);
                change({ of: newer.number });
              }}
              reasons={words.reason}
              words={words}
            />
          ) : null}
          <CorrectionKept
            number={of.number}
            back={back}
            red={entry.tlp === "TLP:RED"}
            unsafe={unsafe}
            startOver={clear}
            words={{ desk, ...words.device }}
          />
          <TextArea
            ref={field}
            name="text"
            label={correct.text}
            value={draft.text}
            rows={6}
            required
            // Or the browser writes what stands here to its own disk, to restore the tab.
            autoComplete="off"
            onChange={(event) => change({ text: event.target.value })}
          />
          <div className="grid gap-1">
            <h3 className="text-sm text-ink-2">{desk.preview}</h3>
            {draft.text.trim() === of.text.trim() ? (
              <p>{desk.same}</p>
            ) : (
              <WordDiff before={of.text} after={draft.text} show="after" words={words.diff} />
            )}
          </div>
          <CorrectionFields
            was={entry}
            draft={draft}
            change={change}
            zone={place.zone}
            reasons={props.reasons}
            precisions={props.precisions}
            words={words}
          />
          <p className="text-sm text-ink-2">{props.children}</p>
          <div>
            <Button type="submit" kind="main">
              {correct.button}
            </Button>
          </div>
        </ApiForm>
      </section>
    </div>
  );
}

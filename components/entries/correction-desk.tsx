"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/text-area";
import { api, paths } from "@/lib/entry/paths";
import type { Messages } from "@/lib/kernel/messages";
import { fill } from "@/lib/kernel/words";
import { Meanwhile, type Newer, newerThan } from "./meanwhile";
import { WordDiff } from "./word-diff";

type Words = Messages["corrections"];

/** Refusals that mean: somebody was faster. */
const OVERTAKEN = new Set(["corrected-meanwhile", "refusal.corrected", "refusal.withdrawn"]);

/**
 * The original at the left, the correction at the right, and in both, while one types, what changes. When somebody else was faster,
 * their text takes the place of the original and nothing of one's own is lost.
 */
export function CorrectionDesk(props: {
  incident: { ref: string; zone: string };
  entry: { number: number; text: string };
  /** What is known of the original, and the fields that say why and when. */
  facts: ReactNode;
  children: ReactNode;
  form: FormWords;
  reasons: Messages["entries"]["reason"];
  fieldWords: { text: string; button: string };
  words: Words;
}) {
  const { incident, words } = props;
  const router = useRouter();
  const [of, setOf] = useState(props.entry);
  const [text, setText] = useState(props.entry.text);
  const [newer, setNewer] = useState<Newer | null>(null);

  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <section aria-labelledby="original" className="grid content-start gap-2">
        <h2 id="original">{fill(words.desk.original, { number: of.number })}</h2>
        <div className="rounded-lg border border-line bg-surface p-4 text-md">
          <WordDiff before={of.text} after={text} show="before" words={words.diff} />
        </div>
        {props.facts}
      </section>
      <section aria-labelledby="correction" className="grid content-start gap-2">
        <h2 id="correction">{words.desk.correction}</h2>
        <ApiForm
          action={api.corrections(incident.ref, of.number)}
          onDone={({ receipt }) => router.push(paths.entry(incident.ref, (receipt as { logNumber: number }).logNumber))}
          onProblem={async ({ because }) => {
            if (OVERTAKEN.has(because)) setNewer(await newerThan(incident.ref, of.number));
          }}
          words={props.form}
          className="rounded-lg border border-line bg-surface p-4"
        >
          {newer ? (
            <Meanwhile
              incident={incident}
              newer={newer}
              mine={text}
              takeOver={() => {
                setOf({ number: newer.number, text: newer.text });
                setNewer(null);
              }}
              reasons={props.reasons}
              words={words}
            />
          ) : null}
          <TextArea
            name="text"
            label={props.fieldWords.text}
            value={text}
            rows={6}
            required
            onChange={(event) => setText(event.target.value)}
          />
          <div className="grid gap-1">
            <h3 className="text-sm text-ink-2">{words.desk.preview}</h3>
            {text.trim() === of.text.trim() ? (
              <p>{words.desk.same}</p>
            ) : (
              <WordDiff before={of.text} after={text} show="after" words={words.diff} />
            )}
          </div>
          {props.children}
          <div>
            <Button type="submit" kind="main">
              {props.fieldWords.button}
            </Button>
          </div>
        </ApiForm>
      </section>
    </div>
  );
}

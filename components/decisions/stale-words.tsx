"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { type Said, typedOf } from "@/lib/decisions/form";
import { decisionName } from "@/lib/decisions/lists";
import type { DecisionView } from "@/lib/decisions/views";
import { api, paths } from "@/lib/entry/paths";
import { visibleText } from "@/lib/kernel/visible-text";
import { fill } from "@/lib/kernel/words";
import { plainText } from "./form-draft";
import type { DecisionFormWords } from "./form-words";
import { differences } from "./said-text";

/** Somebody else saved meanwhile: both texts beside each other where they differ, and neither goes before somebody chooses. */
export function StaleWords(props: {
  incidentRef: string;
  number: number;
  said: () => Said | null;
  keepMine: (theirs: DecisionView, mine: Said) => void;
  takeTheirs: (theirs: DecisionView) => void;
  words: DecisionFormWords;
}) {
  const { incidentRef, number, words } = props;
  const { stale } = words.form;
  const [theirs, setTheirs] = useState<DecisionView | "failed" | null>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    let here = true;
    fetch(api.decision(incidentRef, number))
      .then(async (answer) => (answer.ok ? ((await answer.json()) as DecisionView) : "failed"))
      .catch(() => "failed" as const)
      .then((found) => here && setTheirs(found));
    return () => {
      here = false;
    };
  }, [incidentRef, number]);

  const mine = props.said();
  const copy = () => mine && navigator.clipboard?.writeText(plainText(mine)).then(() => setCopied(true));
  return (
    <section aria-labelledby="stale" className="grid gap-3 rounded-lg border-2 border-ink bg-surface p-4">
      <div>
        <h2 id="stale">{fill(stale.title, { name: decisionName(number) })}</h2>
        <p className="text-sm text-ink-2">{stale.lead}</p>
      </div>
      {theirs === "failed" ? <p className="font-semibold">{stale.notLoaded}</p> : null}
      {theirs && theirs !== "failed" && mine ? (
        <>
          <dl className="grid gap-3">
            {differences(mine, { ...typedOf(theirs), undoes: theirs.undoes?.number } as Said, words).map((one) => (
              <div key={one.name} className="grid gap-x-4 gap-y-1 border-t border-line pt-2 sm:grid-cols-2">
                <dt className="font-semibold sm:col-span-2">{one.label}</dt>
                <Side title={stale.yours} text={one.mine || stale.empty} />
                <Side title={stale.theirs} text={one.theirs || stale.empty} />
              </div>
            ))}
          </dl>
          <div className="flex flex-wrap gap-2">
            <Button kind="main" onClick={() => props.keepMine(theirs, mine)}>
              {stale.mine}
            </Button>
            <Button onClick={() => props.takeTheirs(theirs)}>{stale.take}</Button>
            <Button onClick={() => void copy()}>{copied ? stale.copied : stale.copy}</Button>
            <Link
              href={paths.decision(incidentRef, number)}
              target="_blank"
              prefetch={false}
              className="inline-flex min-h-11 items-center sm:min-h-9"
            >
              {stale.read}
            </Link>
          </div>
        </>
      ) : null}
    </section>
  );
}

function Side({ title, text }: { title: string; text: string }) {
  return (
    <dd className="min-w-0">
      <p className="text-sm text-ink-2">{title}</p>
      <p className="whitespace-pre-wrap wrap-anywhere">{visibleText(text)}</p>
    </dd>
  );
}

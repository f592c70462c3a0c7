"use client";

import Link from "next/link";
import { useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { type EntryDetail, newestOf } from "@/lib/entries/views";
import { api, paths } from "@/lib/entry/paths";
import type { Messages } from "@/lib/kernel/messages";
import { clockTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { fill } from "@/lib/kernel/words";
import { WordDiff } from "./word-diff";

/** The version that is newest now, and who brought it about. */
export interface Newer {
  number: number;
  text: string;
  by: string;
  at: Date;
  reason: keyof Messages["entries"]["reason"] | null;
  sentence: string | null;
  withdrawn: boolean;
}

/** Reads what somebody else made of an entry; null when the server cannot say now, or may not say it to this reader (ADR 021). */
export async function newerThan(ref: string, number: number): Promise<Newer | null> {
  try {
    const answer = await fetch(api.entry(ref, number));
    if (!answer.ok) return null;
    const { chain } = (await answer.json()) as EntryDetail;
    const newest = newestOf(chain);
    return newest && (newest.number !== number || newest.withdrawnAfterSeconds !== null)
      ? {
          number: newest.number,
          text: newest.text,
          by: newest.by.name,
          at: new Date(newest.recordedAt),
          reason: newest.corrects?.reasonKind ?? null,
          sentence: newest.corrects?.reason ?? null,
          withdrawn: newest.withdrawnAfterSeconds !== null,
        }
      : null;
  } catch {
    return null;
  }
}

/** Somebody was faster: who, when, why, their text and one's own side by side, and three ways to go on. */
export function Meanwhile(props: {
  incident: { ref: string; zone: string };
  newer: Newer;
  mine: string;
  takeOver: () => void;
  reasons: Messages["entries"]["reason"];
  words: Messages["corrections"];
}) {
  const { incident, newer, mine } = props;
  const { meanwhile, diff } = props.words;
  const [copied, setCopied] = useState(false);
  const said = {
    name: visibleText(newer.by),
    number: newer.number,
    time: clockTime(newer.at, incident.zone),
    reason: newer.reason ? props.reasons[newer.reason] : "",
  };
  const copy = () => navigator.clipboard?.writeText(mine).then(() => setCopied(true));
  return (
    <section aria-label={meanwhile.title} className="grid gap-3 rounded-lg border-2 border-ink bg-canvas p-3">
      <p className="font-semibold">
        {fill(newer.withdrawn ? meanwhile.withdrawn : meanwhile.corrected, said)}
        {newer.sentence ? ` ${visibleText(newer.sentence)}` : ""}
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        <div className="grid content-start gap-1">
          <h3 className="text-sm text-ink-2">{fill(meanwhile.theirs, said)}</h3>
          <WordDiff before={newer.text} after={mine} show="before" words={diff} />
        </div>
        <div className="grid content-start gap-1">
          <h3 className="text-sm text-ink-2">{meanwhile.yours}</h3>
          <WordDiff before={newer.text} after={mine} show="after" words={diff} />
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        {newer.withdrawn ? null : (
          <Button kind="main" onClick={props.takeOver}>
            {fill(meanwhile.takeOver, said)}
          </Button>
        )}
        <Link href={paths.entry(incident.ref, newer.number)} prefetch={false} className={buttonClass("plain")}>
          {newer.withdrawn ? meanwhile.leave : meanwhile.keepTheirs}
        </Link>
        <Button onClick={copy}>{copied ? meanwhile.copied : meanwhile.copy}</Button>
      </div>
    </section>
  );
}

"use client";

import { useEffect, useState } from "react";
import { clockNow } from "@/lib/kernel/clock";
import type { Language } from "@/lib/kernel/preferences";
import { clockTime, duration } from "@/lib/kernel/time";

const TICK_MS = 5_000;

/** The clocks of an incident: how long it has lasted, and what time it is where it happens. They change by the minute and never blink. */
export function Clocks(props: {
  now: string;
  detectedAt: string | null;
  closedAt: string | null;
  zone: string;
  language: Language;
  words: { since: string; now: string };
}) {
  const { zone, words, detectedAt, closedAt } = props;
  const [now, setNow] = useState(() => new Date(props.now));

  useEffect(() => {
    // The server's clock counts: this device's may be wrong, but it runs at the right speed.
    const lead = clockNow().getTime() - Date.parse(props.now);
    const timer = setInterval(() => setNow(new Date(clockNow().getTime() - lead)), TICK_MS);
    return () => clearInterval(timer);
  }, [props.now]);

  const until = closedAt ? Date.parse(closedAt) : now.getTime();
  return (
    <dl className="flex w-fit flex-wrap rounded-lg border border-line bg-surface">
      {detectedAt ? (
        <div className="border-r border-line px-3 py-1.5">
          <dt className="text-xs text-ink-2">{words.since}</dt>
          <dd className="text-[1.125rem] font-bold leading-snug">
            {duration(until - Date.parse(detectedAt), props.language)}
          </dd>
        </div>
      ) : null}
      <div className="px-3 py-1.5">
        <dt className="text-xs text-ink-2">{words.now}</dt>
        <dd className="text-[1.125rem] font-bold leading-snug">
          <span className="local-first">
            {clockTime(now, zone)} <span className="text-xs font-normal text-ink-2">{clockTime(now, "UTC")} UTC</span>
          </span>
          <span className="utc-first">
            {clockTime(now, "UTC")} UTC <span className="text-xs font-normal text-ink-2">{clockTime(now, zone)}</span>
          </span>
        </dd>
      </div>
    </dl>
  );
}

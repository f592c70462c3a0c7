"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { clockTime, dayKey } from "@/lib/kernel/time";

const MINUTE = 60_000;
const SETTLED_MS = 400;

/** Every minute of the record under one thumb; the log follows when it rests. Minutes are whole, so that a link says what is shown. */
export function KnownSlider(props: {
  from: string;
  to: string;
  at: string;
  zone: string;
  href: string;
  words: { label: string; months: string[] };
}) {
  const router = useRouter();
  const first = Math.floor(Date.parse(props.from) / MINUTE);
  const last = Math.ceil(Date.parse(props.to) / MINUTE);
  const [minute, setMinute] = useState(Math.min(last, Math.max(first, Math.floor(Date.parse(props.at) / MINUTE))));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const text = said(new Date(minute * MINUTE), props.zone, props.words.months);
  useEffect(() => () => clearTimeout(timer.current), []);

  function move(to: number) {
    setMinute(to);
    clearTimeout(timer.current);
    const link = new URL(props.href, window.location.origin);
    link.searchParams.set("known", new Date(to * MINUTE).toISOString());
    timer.current = setTimeout(() => router.push(`${link.pathname}${link.search}`, { scroll: false }), SETTLED_MS);
  }

  return (
    <label className="grid gap-1">
      <span className="flex flex-wrap justify-between gap-x-3 font-semibold">
        <span>{props.words.label}</span>
        <span>{text}</span>
      </span>
      <input
        type="range"
        min={first}
        max={last}
        step={1}
        value={minute}
        aria-valuetext={text}
        onChange={(event) => move(Number(event.currentTarget.value))}
        className="h-11 w-full accent-ink"
      />
    </label>
  );
}

/** "02:30, 18 July 2022", as the server says it. */
function said(at: Date, zone: string, months: string[]): string {
  const [year, month, day] = dayKey(at, zone).split("-").map(Number);
  return `${clockTime(at, zone)}, ${day} ${months[(month ?? 1) - 1]} ${year}`;
}

"use client";

import { useEffect, useState } from "react";
import { connectionNow } from "@/components/shell/connection";
import { api } from "@/lib/entry/paths";
import type { Presence } from "@/lib/incidents/views";
import { type Counted, counted } from "@/lib/kernel/words";

const FIRST_MS = 3_000;
const EVERY_MS = 30_000;

export interface HereNowWords {
  title: string;
  people: Counted;
  organisations: Counted;
  alone: string;
  unknown: string;
}

/** Who else looks on: one line of words on a phone, names by organisation where there is room. Asked anew every half minute while the page is seen. */
export function HereNow(props: { incident: string; presence: Presence | null; words: HereNowWords }) {
  const { words } = props;
  const [now, setNow] = useState(props.presence);
  useEffect(() => setNow(props.presence), [props.presence]);
  useEffect(() => {
    const ask = async () => {
      if (document.hidden || connectionNow().status === "signed-out") return;
      const answer = await fetch(api.presence(props.incident)).catch(() => null);
      setNow(answer?.ok ? ((await answer.json()) as Presence) : null);
    };
    // The page itself is here only once its stream is open.
    const first = setTimeout(ask, FIRST_MS);
    const timer = setInterval(ask, EVERY_MS);
    document.addEventListener("visibilitychange", ask);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [props.incident]);
  return (
    <section
      aria-labelledby="here-now"
      className="screen-only card order-first h-fit rounded-lg border border-line bg-surface lg:order-none"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 px-3 py-2 lg:py-2.5">
        <h2 id="here-now" className="text-base">
          {words.title}
        </h2>
        <p className="text-sm text-ink-2">{now === null ? words.unknown : inWords(now, words)}</p>
      </div>
      {now && now.people > 0 ? (
        <dl className="hidden border-t border-line lg:block">
          {now.here.map(({ organisation, people }) => (
            <div key={organisation} className="border-b border-line px-3 py-2 text-sm last:border-b-0">
              <dt className="text-ink-2">{organisation}</dt>
              <dd>{people.join(", ")}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </section>
  );
}

const inWords = (now: Presence, words: HereNowWords) =>
  now.people === 0
    ? words.alone
    : `${counted(words.people, now.people)}, ${counted(words.organisations, now.organisations)}`;

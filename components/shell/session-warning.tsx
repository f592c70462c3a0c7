"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { noteSync } from "@/components/entries/device";
import { buttonClass } from "@/components/ui/button";
import { api, paths } from "@/lib/entry/paths";
import { clockTime } from "@/lib/kernel/time";
import { type Counted, counted, fill } from "@/lib/kernel/words";
import { isOutdated } from "./build";
import { report, useConnection } from "./connection";

const WARN_MINUTES = 5;
const LOOK_EVERY_MS = 60_000;

interface Ends {
  idleEndsAt: string | null;
  endsAt: string;
}

/**
 * Says five minutes before that the session ends (WCAG 2.2.1), and tells the server of real use, at most once a minute:
 * open pages that only refresh must not keep a session alive.
 */
export function SessionWarning(props: {
  words: { soon: Counted; stay: string; ends: string; ended: string; signIn: string };
  zone: string;
}) {
  const { words } = props;
  const pathname = usePathname();
  const { status } = useConnection();
  const [ends, setEnds] = useState<Ends | null>(null);
  const [now, setNow] = useState(0);
  const touchedAt = useRef(0);
  const press = useRef<Promise<void>>(undefined);

  async function ask(url: string, method: "GET" | "POST") {
    const answer = await fetch(url, { method }).catch(() => null);
    // What is said stands above the page and moves it: a button that slips away from under a finger is not pressed.
    await press.current;
    if (answer?.status === 401) return report({ status: "signed-out" });
    if (!answer?.ok) return;
    void noteSync(new Date(answer.headers.get("date") ?? Number.NaN));
    isOutdated(answer);
    const said = (await answer.json().catch(() => null)) as Ends | null;
    setNow(Date.now());
    if (said?.endsAt) setEnds(said);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: `ask` only uses setters and must not restart the timers.
  useEffect(() => {
    const used = ({ type }: Event) => {
      if (type === "pointerdown") press.current = released();
      if (Date.now() - touchedAt.current < LOOK_EVERY_MS) return;
      touchedAt.current = Date.now();
      void ask(api.touchSession(), "POST");
    };
    void ask(api.session(), "GET");
    const timer = setInterval(() => void ask(api.session(), "GET"), LOOK_EVERY_MS);
    document.addEventListener("keydown", used);
    document.addEventListener("pointerdown", used);
    return () => {
      clearInterval(timer);
      document.removeEventListener("keydown", used);
      document.removeEventListener("pointerdown", used);
    };
  }, []);

  if (status === "signed-out") {
    return (
      <Notice text={words.ended}>
        <a href={paths.signInAgain(pathname)} className={buttonClass("main")}>
          {words.signIn}
        </a>
      </Notice>
    );
  }
  const minutes = (at: string | null | undefined) =>
    at ? Math.ceil((Date.parse(at) - now) / 60_000) : Number.POSITIVE_INFINITY;
  if (ends && minutes(ends.endsAt) <= WARN_MINUTES) {
    return <Notice text={fill(words.ends, { time: clockTime(new Date(ends.endsAt), props.zone) })} />;
  }
  if (ends && minutes(ends.idleEndsAt) <= WARN_MINUTES) {
    return (
      <Notice text={counted(words.soon, Math.max(1, minutes(ends.idleEndsAt)))}>
        <button type="button" onClick={() => ask(api.touchSession(), "POST")} className={buttonClass("main")}>
          {words.stay}
        </button>
      </Notice>
    );
  }
  return null;
}

/** Ends a moment after the button or finger is lifted, when what it pressed has heard of it. */
const released = () =>
  new Promise<void>((end) => {
    const over = new AbortController();
    const letGo = () => {
      over.abort();
      setTimeout(end);
    };
    for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, letGo, { signal: over.signal });
  });

function Notice(props: { text: string; children?: React.ReactNode }) {
  return (
    <div
      role="alert"
      className="screen-only sticky top-0 z-40 flex flex-wrap items-center gap-3 border-b-2 border-ink bg-lim-bg px-4 py-2 font-semibold"
    >
      <p>{props.text}</p>
      {props.children}
    </div>
  );
}

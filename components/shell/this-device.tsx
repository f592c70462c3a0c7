"use client";

import { type ReactNode, useEffect } from "react";
import { sweep } from "@/components/entries/device";
import { useEnd } from "@/components/entries/device-notes";
import { iAmHere } from "@/components/entries/here";
import { openOutbox } from "@/components/entries/outbox";
import { useOutbox } from "@/components/entries/outbox-items";
import { buttonClass } from "@/components/ui/button";
import { paths } from "@/lib/entry/paths";
import { clockTime } from "@/lib/kernel/time";
import { fill } from "@/lib/kernel/words";

const SWEEP_EVERY_MS = 10 * 60_000;

/** Every page of the response opens what this person has on this device, goes on sending it, and keeps the page that works without a server. */
export function ThisDevice(props: {
  personId: string;
  now: string;
  /** Names the build, so that each brings its own keeper of the page that works without a server. */
  build: string;
  zone: string;
  words: { ends: string; all: string };
}) {
  const { personId, now, build, words } = props;
  const end = useEnd(useOutbox().some(({ state }) => state !== "logged"));

  // biome-ignore lint/correctness/useExhaustiveDependencies: the server named its time when this page was made.
  useEffect(() => openOutbox(personId, new Date(now)), [personId]);

  useEffect(() => {
    const { lang, dataset } = document.documentElement;
    void iAmHere({ personId, language: lang, theme: dataset["theme"] ?? "" });
    const timer = setInterval(() => void sweep().catch(() => {}), SWEEP_EVERY_MS);
    if (process.env.NODE_ENV === "production") void keepThePage(build);
    return () => clearInterval(timer);
  }, [build, personId]);

  return (
    <>
      {end ? (
        <Notice text={fill(words.ends, { time: clockTime(end, props.zone) })}>
          <a href={paths.outbox()} className={buttonClass("main")}>
            {words.all}
          </a>
        </Notice>
      ) : null}
    </>
  );
}

/** Without it everything works but opening a page while there is no server. */
const keepThePage = (build: string) =>
  navigator.serviceWorker
    ?.register(`/sw.js?v=${encodeURIComponent(build)}`, { updateViaCache: "none" })
    .catch(() => {});

function Notice(props: { text: string; children: ReactNode }) {
  return (
    <div
      role="status"
      className="screen-only sticky top-0 z-40 flex flex-wrap items-center gap-3 border-b-2 border-ink bg-new px-4 py-2 font-semibold"
    >
      <p>{props.text}</p>
      {props.children}
    </div>
  );
}

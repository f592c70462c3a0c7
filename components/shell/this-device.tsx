"use client";

import { type ReactNode, useEffect } from "react";
import { iAmHere, sweep } from "@/components/entries/device";
import { useEnd } from "@/components/entries/device-notes";
import { openOutbox } from "@/components/entries/outbox";
import { useOutbox } from "@/components/entries/outbox-items";
import { buttonClass } from "@/components/ui/button";
import { paths } from "@/lib/entry/paths";
import { clockTime } from "@/lib/kernel/time";
import { fill } from "@/lib/kernel/words";
import { thisIs, useNewVersion } from "./version";

const SWEEP_EVERY_MS = 10 * 60_000;

/** Every page of the response opens what this person has on this device, goes on sending it, and keeps the page that works without a server. */
export function ThisDevice(props: {
  personId: string;
  now: string;
  version: string;
  zone: string;
  words: { new: string; reload: string; ends: string; all: string };
}) {
  const { personId, now, version, words } = props;
  const changed = useNewVersion();
  const end = useEnd(useOutbox().some(({ state }) => state !== "logged"));

  // biome-ignore lint/correctness/useExhaustiveDependencies: the server named its time when this page was made.
  useEffect(() => openOutbox(personId, new Date(now)), [personId]);

  useEffect(() => {
    thisIs(version);
    const { lang, dataset } = document.documentElement;
    iAmHere({ personId, language: lang, theme: dataset["theme"] ?? "" });
    const timer = setInterval(() => void sweep().catch(() => {}), SWEEP_EVERY_MS);
    if (process.env.NODE_ENV === "production") void keepThePage(version);
    return () => clearInterval(timer);
  }, [version, personId]);

  return (
    <>
      {changed ? (
        <Notice text={words.new}>
          <button type="button" onClick={() => location.reload()} className={buttonClass("main")}>
            {words.reload}
          </button>
        </Notice>
      ) : null}
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
const keepThePage = (version: string) =>
  navigator.serviceWorker
    ?.register(`/sw.js?v=${encodeURIComponent(version)}`, { updateViaCache: "none" })
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

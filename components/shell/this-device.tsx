"use client";

import { useEffect } from "react";
import { iAmHere, sweep } from "@/components/entries/device";
import { openOutbox } from "@/components/entries/outbox";
import { buttonClass } from "@/components/ui/button";
import { thisIs, useNewVersion } from "./version";

const SWEEP_EVERY_MS = 10 * 60_000;

/** Every page of the response opens what this person has on this device, goes on sending it, and keeps the page that works without a server. */
export function ThisDevice(props: {
  personId: string;
  now: string;
  version: string;
  words: { new: string; reload: string };
}) {
  const { personId, now, version, words } = props;
  const changed = useNewVersion();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the server named its time when this page was made.
  useEffect(() => openOutbox(personId, new Date(now)), [personId]);

  useEffect(() => {
    thisIs(version);
    const { lang, dataset } = document.documentElement;
    iAmHere({ personId, language: lang, theme: dataset["theme"] ?? "" });
    const timer = setInterval(() => void sweep().catch(() => {}), SWEEP_EVERY_MS);
    navigator.serviceWorker
      ?.register(`/sw.js?v=${encodeURIComponent(version)}`, { updateViaCache: "none" })
      .catch(() => {
        // Without it everything works but opening a page while there is no server.
      });
    return () => clearInterval(timer);
  }, [version, personId]);

  if (!changed) return null;
  return (
    <div
      role="status"
      className="screen-only sticky top-0 z-40 flex flex-wrap items-center gap-3 border-b-2 border-ink bg-new px-4 py-2 font-semibold"
    >
      <p>{words.new}</p>
      <button type="button" onClick={() => location.reload()} className={buttonClass("main")}>
        {words.reload}
      </button>
    </div>
  );
}

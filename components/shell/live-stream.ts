"use client";

import { connectionNow, report } from "./connection";

const RETRY_MS = [1_000, 2_000, 4_000];
const POLL_MS = 15_000;
/** A hidden tab gives its connection back after a while: a browser allows only six to one server. */
const HIDDEN_MS = 60_000;

/**
 * Listens to a live stream and keeps trying for ever. `onChange` is told how many changes there were;
 * null means that some may have been missed. While there is no stream the page is asked to look every 15 s.
 * @returns how to stop
 */
export function listen(url: string, onChange: (changes: number | null) => void): () => void {
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let hide: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let interrupted = false;

  function open() {
    clearTimeout(retry);
    source?.close();
    let last = 0;
    source = new EventSource(url);
    source.onopen = () => {
      failures = 0;
      report({ status: "live", lastAt: interrupted ? connectionNow().lastAt : Date.now() });
      if (interrupted) onChange(null);
      interrupted = false;
    };
    source.addEventListener("changed", (event) => {
      const n = Number((event as MessageEvent<string>).lastEventId);
      onChange(n === last + 1 ? 1 : null);
      last = n;
    });
    source.addEventListener("signed-out", () => {
      close();
      report({ status: "signed-out" });
    });
    source.onerror = () => {
      source?.close();
      failed();
    };
  }

  function failed() {
    interrupted = true;
    failures += 1;
    // A page that is read every 15 s without a stream is behind by that much, and says so; it is not lost.
    if (connectionNow().status !== "polling") report({ status: navigator.onLine ? "reconnecting" : "offline" });
    clearTimeout(retry);
    retry = setTimeout(open, RETRY_MS[Math.min(failures, RETRY_MS.length) - 1]);
  }

  function close() {
    clearTimeout(retry);
    source?.close();
    source = null;
  }

  const online = () => open();
  const offline = () => {
    interrupted = true;
    report({ status: "offline" });
  };
  const visibility = () => {
    clearTimeout(hide);
    if (document.hidden) {
      hide = setTimeout(() => {
        interrupted = true;
        close();
      }, HIDDEN_MS);
    } else if (!source && connectionNow().status !== "signed-out") open();
  };
  const poll = setInterval(() => {
    if (document.hidden || source?.readyState === EventSource.OPEN || connectionNow().status === "signed-out") return;
    onChange(null);
  }, POLL_MS);

  report({ status: "connecting", lastAt: Date.now() });
  open();
  window.addEventListener("online", online);
  window.addEventListener("offline", offline);
  document.addEventListener("visibilitychange", visibility);
  return () => {
    close();
    clearInterval(poll);
    clearTimeout(hide);
    window.removeEventListener("online", online);
    window.removeEventListener("offline", offline);
    document.removeEventListener("visibilitychange", visibility);
    report({ status: "none" });
  };
}

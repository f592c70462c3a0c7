"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState, useTransition } from "react";
import { api } from "@/lib/entry/paths";
import { type Counted, counted } from "@/lib/kernel/words";
import { isOutdated } from "./build";
import { connectionNow, report } from "./connection";
import { listen } from "./live-stream";
import { readsBy } from "./read-again";
import { isReading } from "./reading";

/** The first change is shown at once; those that follow it closely are read together. A reading that takes long is followed by as long a rest. */
const TOGETHER_MS = 400;
const REST_MAX_MS = 5_000;
const LOOK_AGAIN_MS = 2_000;

/** How many lines came that are not shown yet; "some" when they could not be counted. */
type Pending = number | "some";
const nothing: Pending = 0;

/**
 * Keeps a list live: rows carry `data-row`. Someone at the top and idle sees new rows appear; for someone who is further down,
 * marking text or typing nothing moves, and a line says how many there are (ux.md §4.6).
 */
export function LiveRefresh(props: {
  stream: string;
  /** Changes whenever the list was read anew. */
  version: string;
  /** For a narrowed list, which most changes do not concern: it is read anew by itself and says nothing to somebody who reads. */
  quiet?: boolean;
  words: { new: Counted; some: string; show: string; latest: Counted };
}) {
  const { words, quiet = false } = props;
  const router = useRouter();
  const [reading, startReading] = useTransition();
  const [waiting, setWaiting] = useState<Pending>(nothing);
  const [said, setSaid] = useState("");
  const known = useRef<Set<string> | null>(null);
  const pending = useRef<Pending>(nothing);
  const address = useRef(props.stream);
  const readAt = useRef(Number.NEGATIVE_INFINITY);
  const took = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const readNow = useCallback(
    async (alive = false) => {
      clearTimeout(timer.current);
      // A refresh that meets a dead server would reload the whole tab: unless it has just spoken, look first whether it answers.
      const answer = alive ? null : await fetch(api.session()).catch(() => null);
      if (answer?.status === 401) return report({ status: "signed-out" });
      if (!alive && !answer?.ok) return noAnswer();
      // Pages of another build cannot be mixed with this one: the browser would reload the tab under its reader.
      if (connectionNow().outdated || (answer && isOutdated(answer))) return;
      readAt.current = performance.now();
      pending.current = nothing;
      setWaiting(nothing);
      startReading(() => router.refresh());
    },
    [router],
  );

  useEffect(() => readsBy(() => void readNow()), [readNow]);

  const look = useCallback(
    (alive = false) => {
      clearTimeout(timer.current);
      if (pending.current === nothing) return;
      if (!isReading()) return void readNow(alive);
      if (!quiet) setWaiting(pending.current);
      timer.current = setTimeout(look, LOOK_AGAIN_MS);
    },
    [readNow, quiet],
  );

  useEffect(() => {
    if (reading) return () => void (took.current = performance.now() - readAt.current);
  }, [reading]);

  useEffect(() => {
    address.current = props.stream;
  }, [props.stream]);

  useEffect(
    () =>
      listen(address, (changes) => {
        pending.current = more(pending.current, changes);
        clearTimeout(timer.current);
        const since = performance.now() - readAt.current;
        // After an interruption nothing is known of how busy the server is: a laptop may have slept through the last reading.
        const rest =
          changes === null ? TOGETHER_MS : Math.max(TOGETHER_MS, took.current + Math.min(took.current, REST_MAX_MS));
        const wait = Math.max(0, rest - since);
        timer.current = setTimeout(() => look(changes !== null && wait <= TOGETHER_MS), wait);
      }),
    [look],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once for each reading of the list.
  useEffect(() => {
    report({ lastAt: Date.now(), ...(connectionNow().status === "reconnecting" && { status: "polling" as const }) });
    const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
    const before = known.current;
    const arrived = before ? rows.filter((row) => !before.has(row.dataset["row"] ?? "")) : [];
    known.current = new Set(rows.map((row) => row.dataset["row"] ?? ""));
    for (const row of arrived) row.classList.add("just-arrived");
    const text = arrived[0]?.querySelector("[data-words]")?.textContent?.slice(0, 120);
    if (text) setSaid(counted(words.latest, arrived.length, { text }));
  }, [props.version]);

  return (
    <>
      <p role="status" className="sr-only">
        {said}
      </p>
      {waiting !== nothing ? (
        <button
          type="button"
          data-newest
          onClick={() => {
            window.scrollTo({ top: 0 });
            void readNow();
          }}
          className="screen-only sticky top-14 z-10 flex min-h-11 w-full items-center justify-center gap-2 border-y border-line bg-new px-4 font-semibold"
        >
          <span>{waiting === "some" ? words.some : counted(words.new, waiting)}</span>
          <span className="underline">{words.show}</span>
        </button>
      ) : null}
    </>
  );
}

const more = (before: Pending, changes: number | null): Pending =>
  changes === null || before === "some" ? "some" : before + changes;

function noAnswer(): void {
  if (connectionNow().status === "polling") report({ status: "reconnecting" });
}

"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef } from "react";
import { uuidv7 } from "uuidv7";
import { sendJson } from "@/components/ui/send-json";

const TOP_PX = 240;
const READ_MS = 1_500;

/**
 * Moves this person's mark of what they have read: when every new line has been in view, or when nothing was new and they are at the
 * top of the log. `word` draws the button that moves it at once. It is a help to memory: when it cannot be kept, nothing is said.
 */
export function ReadingMark(props: {
  action: string;
  /** When the newest line was recorded that this reading shows. */
  newest: string;
  /** How many lines are new to the reader. */
  unread: number;
  /** The whole log from its top: with nothing new, being here is having read it. */
  whole: boolean;
  word?: string;
  className?: string;
}) {
  const { action, newest, unread, whole } = props;
  const router = useRouter();
  const kept = useRef("");

  const keep = useCallback(
    (until: string) => {
      kept.current = until;
      return sendJson(action, "PUT", JSON.stringify({ until }), uuidv7());
    },
    [action],
  );

  useEffect(() => {
    if (unread > 0 || !whole) return;
    const here = () => {
      if (document.hidden || window.scrollY > TOP_PX || kept.current === newest) return;
      void keep(newest);
    };
    here();
    window.addEventListener("scroll", here, { passive: true });
    document.addEventListener("visibilitychange", here);
    return () => {
      window.removeEventListener("scroll", here);
      document.removeEventListener("visibilitychange", here);
    };
  }, [unread, whole, newest, keep]);

  useEffect(() => {
    const fresh = [...document.querySelectorAll("[data-unread]")];
    if (unread === 0 || fresh.length < unread) return;
    const seen = new Set<Element>();
    const timers = new Map<Element, ReturnType<typeof setTimeout>>();
    const read = (row: Element) => {
      seen.add(row);
      if (seen.size === fresh.length && kept.current !== newest) void keep(newest);
    };
    const observer = new IntersectionObserver((changes) => {
      for (const { target, isIntersecting } of changes) {
        clearTimeout(timers.get(target));
        if (isIntersecting && !document.hidden) timers.set(target, setTimeout(read, READ_MS, target));
      }
    });
    for (const row of fresh) observer.observe(row);
    return () => {
      observer.disconnect();
      for (const timer of timers.values()) clearTimeout(timer);
    };
  }, [unread, newest, keep]);

  if (!props.word) return null;
  return (
    <button
      type="button"
      className={props.className}
      onClick={async () => {
        await keep(newest);
        router.refresh();
      }}
    >
      {props.word}
    </button>
  );
}

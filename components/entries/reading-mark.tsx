"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";

const TOP_PX = 240;
const READ_MS = 1_500;
/** Whoever follows a busy log moves their mark this often, and once more when they turn away. */
const EVERY_MS = 30_000;

let sentAt = Number.NEGATIVE_INFINITY;

/** Keeps how far this person has read. It is a help to memory: when it cannot be kept, nothing is said. */
async function keep(action: string, until: string): Promise<void> {
  sentAt = performance.now();
  const headers = { "content-type": "application/json", accept: "application/json" };
  await fetch(action, { method: "PUT", headers, body: JSON.stringify({ until }), keepalive: true }).catch(() => null);
}

interface Props {
  action: string;
  /** When the newest line was recorded that this reading shows. */
  newest: string;
  /** How many lines are new to the reader. */
  unread: number;
  /** The whole log from its top: with nothing new, being here is having read it. */
  whole: boolean;
  word?: string;
  className?: string;
}

/**
 * Moves this person's mark of what they have read: when every new line has been in view, or when nothing was new and they are at the
 * top of the log. `word` draws the button that moves it at once.
 */
export function ReadingMark(props: Props) {
  const router = useRouter();
  useMarkAtTop(props);
  useMarkWhenSeen(props);
  if (!props.word) return null;
  return (
    <button
      type="button"
      className={props.className}
      onClick={async () => {
        await keep(props.action, props.newest);
        router.refresh();
      }}
    >
      {props.word}
    </button>
  );
}

/** With nothing new, the mark follows the log while the reader stays at its top, and notes when they turn away. */
function useMarkAtTop({ action, newest, unread, whole }: Props) {
  const kept = useRef("");
  const follows = whole && unread === 0;
  useEffect(() => {
    if (!follows) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const send = () => {
      kept.current = newest;
      void keep(action, newest);
    };
    const look = () => {
      clearTimeout(timer);
      if (document.hidden || window.scrollY > TOP_PX || kept.current === newest) return;
      timer = setTimeout(send, Math.max(0, sentAt + EVERY_MS - performance.now()));
    };
    const turn = () => (document.hidden && window.scrollY <= TOP_PX ? send() : look());
    look();
    window.addEventListener("scroll", look, { passive: true });
    document.addEventListener("visibilitychange", turn);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("scroll", look);
      document.removeEventListener("visibilitychange", turn);
    };
  }, [action, newest, follows]);
}

/** When all new lines are on this page, each of them in view for a moment is having read them. */
function useMarkWhenSeen({ action, newest, unread }: Props) {
  useEffect(() => {
    const fresh = [...document.querySelectorAll("[data-unread]")];
    if (unread === 0 || fresh.length < unread) return;
    const seen = new Set<Element>();
    const timers = new Map<Element, ReturnType<typeof setTimeout>>();
    const read = (row: Element) => {
      if (seen.add(row).size === fresh.length) void keep(action, newest);
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
  }, [action, newest, unread]);
}

"use client";

import { useEffect, useRef } from "react";

/** Tells the page how tall the composer is, so that sticky headings stop below it and the last line of the page stays above it. */
export function useComposerHeight() {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const box = form.current;
    if (!box) return;
    const root = document.documentElement;
    const watcher = new ResizeObserver(() => root.style.setProperty("--composer", `${box.offsetHeight}px`));
    watcher.observe(box);
    return () => {
      watcher.disconnect();
      root.style.removeProperty("--composer");
    };
  }, []);
  return form;
}

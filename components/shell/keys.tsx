"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { readAgain } from "./read-again";

/** Single keys, only while no field has the focus and nothing else is held down (WCAG 2.1.4); `?` lists them. */
export function Keys(props: { help: string }) {
  const router = useRouter();
  useEffect(() => {
    const acts: Record<string, () => void> = {
      n: () => document.getElementById("log-text")?.focus(),
      ".": () => {
        window.scrollTo({ top: 0 });
        readAgain();
      },
      "?": () => router.push(props.help),
    };
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || target.isContentEditable) return;
      if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
      const act = acts[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [router, props.help]);
  return null;
}

"use client";

import { type KeyboardEvent, type RefObject, useState } from "react";
import { flushSync } from "react-dom";
import { namesLike, openName } from "@/lib/entries/marks-in-text";
import type { Name } from "./composer-names";

const MOST = 6;

/** The names that are offered while one types after "@", and what keys do to them. Nothing is named unless it is taken. */
export function useNames(
  text: RefObject<HTMLTextAreaElement | null>,
  known: Name[],
  named: (text: string, name: Name) => void,
) {
  const [open, setOpen] = useState<{ from: number; to: number; typed: string } | null>(null);
  const [at, setAt] = useState(0);
  const names = open ? namesLike(known, open.typed, MOST) : [];

  /** Looks again where the writer is. */
  const look = () => {
    const field = text.current;
    const found =
      field && field.selectionStart === field.selectionEnd ? openName(field.value, field.selectionStart) : null;
    setOpen(found && { ...found, to: found.from + 1 + found.typed.length });
    setAt(0);
  };

  const take = (name: Name) => {
    const field = text.current;
    if (!field || !open) return;
    const after = field.value.slice(open.to);
    const caret = open.from + name.name.length + 1;
    // At once: whoever types on without looking must not be put back before what they typed.
    flushSync(() => named(`${field.value.slice(0, open.from)}${name.name} ${after.replace(/^ /, "")}`, name));
    field.setSelectionRange(caret, caret);
    setOpen(null);
  };

  /** @returns whether the key was for the list */
  const keys = (event: KeyboardEvent): boolean => {
    const chosen = names[at];
    if (!chosen || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "ArrowDown") setAt((at + 1) % names.length);
    else if (event.key === "ArrowUp") setAt((at + names.length - 1) % names.length);
    else if (event.key === "Escape") setOpen(null);
    else if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) take(chosen);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  return { names, at, look, take, keys, close: () => setOpen(null) };
}

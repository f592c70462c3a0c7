"use client";

import type { KeyboardEvent } from "react";

/** Where a key of the composer leads: `Alt` and a letter, listed in the help of keys. Read by position, for Alt changes the letter on some keyboards. */
const places: Record<string, string> = {
  KeyT: "log-time",
  KeyS: "log-systems",
  KeyV: "log-audience",
  KeyL: "log-tlp",
  KeyB: "log-behalf",
  KeyG: "log-basis",
  KeyA: "log-attach",
  KeyP: "log-precision",
};

/** Goes where Alt and a letter lead, opening what hides it. @returns whether the key was one of ours */
export function goByKey(event: KeyboardEvent<HTMLFormElement>, toggleKey: () => void): boolean {
  if (!event.altKey || event.ctrlKey || event.metaKey) return false;
  if (event.code === "KeyK") toggleKey();
  else if (!focusOn(event.currentTarget, places[event.code])) return false;
  event.preventDefault();
  return true;
}

function focusOn(form: HTMLFormElement, id: string | undefined): boolean {
  const place = id ? form.querySelector<HTMLElement>(`#${id}`) : null;
  if (!place) return false;
  const hidden = place.closest("details");
  if (hidden) hidden.open = true;
  if (place instanceof HTMLInputElement && place.type === "file") place.click();
  else place.focus();
  return true;
}

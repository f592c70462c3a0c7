import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { incidentOfPage } from "@/lib/incidents/incident-of-page";
import type { Language } from "@/lib/kernel/preferences";
import { getEntry } from "./queries";

/** Who asks, and the entry that a page is about, with its incident; what is invisible does not exist. */
export const entryOfPage = cache(async (ref: string, number: string, language: Language) => {
  const { actor, incident } = await incidentOfPage(ref);
  const entry = /^\d{1,9}$/.test(number) ? await getEntry(actor, incident.id, Number(number), language) : null;
  return { actor, incident, entry: entry ?? notFound() };
});

import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { incidentOfPage } from "@/lib/incidents/incident-of-page";
import { getDecision } from "./queries";
import { ByNumber } from "./schema";

/** The decision that a page is about, asked once per request; what is invisible does not exist. */
export const decisionOfPage = cache(async (ref: string, said: string) => {
  const { actor, incident } = await incidentOfPage(ref);
  const asked = ByNumber.safeParse({ ref: incident.ref, number: said });
  const decision = asked.success ? await getDecision(actor, incident.ref, asked.data.number) : null;
  return { actor, incident, decision: decision ?? notFound() };
});

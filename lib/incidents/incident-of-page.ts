import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requireActor } from "@/lib/access/actor";
import { getIncident } from "./queries";

/** Who asks, and the incident that a page is about: asked once per request. What is invisible does not exist. */
export const incidentOfPage = cache(async (ref: string) => {
  const actor = await requireActor();
  const incident = await getIncident(actor, decodeURIComponent(ref));
  return { actor, incident: incident ?? notFound() };
});

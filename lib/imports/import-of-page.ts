import "server-only";
import { cache } from "react";
import { z } from "zod";
import { incidentOfPage } from "@/lib/incidents/incident-of-page";
import { getImport } from "./queries";

/** The import that a page is about, with its incident; null when it does not exist for this reader. */
export const importOfPage = cache(async (ref: string, id: string) => {
  const { actor, incident } = await incidentOfPage(ref);
  const batch = z.uuid().safeParse(id).success ? await getImport(actor, incident.ref, id) : null;
  return { incident, batch };
});

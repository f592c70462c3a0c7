import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { may, type Verdict } from "@/lib/access/may";

/** Whoever writes in the log may add a file to what they write. */
export const mayAddFile = (actor: Actor, incidentId: string): Verdict => may(actor, "file.add", incidentId);

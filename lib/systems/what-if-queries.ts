import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { defineQuery } from "@/lib/entry/query";
import { loadResponse } from "@/lib/incidents/load";
import { effectsOf } from "./effects-of";
import { WhatIf } from "./schema";
import type { WhatIf as WhatIfView } from "./views";

/**
 * What stops, what works with limits, what goes on and why, if these systems were switched off for some hours from now; null when the
 * incident does not exist for this reader, or is only their task. @throws Refusal invalid for a code that is not there
 */
export const getWhatIf = (actor: Actor, ref: string, off: readonly string[], hours = 24): Promise<WhatIfView | null> =>
  asActor(actor.token, async (tx, _reader, now) => {
    const incident = await loadResponse(tx, ref);
    return incident && effectsOf(tx, incident.id, { codes: off, to: "shut_down", hours, now });
  });

export const whatIfQuery = defineQuery({
  name: "what-if",
  input: WhatIf,
  read: (actor, { ref, off, hours }) => getWhatIf(actor, ref, off, hours),
});

import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { may } from "@/lib/access/may";
import { Refusal } from "@/lib/kernel/errors";
import type { CheckSystems } from "./csv-schema";
import { stagedSystems } from "./csv-stage";
import type { CheckedSystems } from "./views";

/** Reads a table as an import would, stores nothing, and says of each row what it would do. @throws Refusal */
export const checkSystems = (actor: Actor, file: CheckSystems): Promise<CheckedSystems> =>
  asActor(actor.token, async (tx, reader) => {
    const verdict = may(reader, "system.import");
    if (!verdict.ok) throw new Refusal("forbidden", verdict.because);
    const { rows, circle, kept } = await stagedSystems(tx, reader, file);
    return { rows: rows.map(({ kept: _kept, next: _next, ...row }) => row), circle, seen: kept.version };
  });

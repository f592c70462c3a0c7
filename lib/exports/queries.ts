import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { rolesIn, type Verdict } from "@/lib/access/may";
import { defineQuery } from "@/lib/entry/query";
import { Ref } from "@/lib/incidents/schema";
import type { Language } from "@/lib/kernel/preferences";
import { digestOf } from "./compose";
import { loadExported, planNow, recordReads, whoseName } from "./load";
import type { Choice } from "./plan";
import { mayExport } from "./policy";
import { linesOf, measure } from "./rows";
import { type ChoosePrint, PRINT_MAX } from "./schema";
import type { ExportChoices, ExportLine, ExportPreview, ExportRow } from "./views";
import { writerOf } from "./writers";

const HISTORY_MAX = 100;

/** The newest exports of an incident's log that this reader may know of. */
export const listExports = (actor: Actor, incidentId: string): Promise<ExportRow[]> =>
  asActor(
    actor.token,
    (tx) => tx.$queryRaw<ExportRow[]>`
      SELECT e.id, e.recorded_at AS at, coalesce(p.name, '') AS by, d.doc->>'recipient' AS recipient, d.doc->>'to' = 'oneself' AS oneself, d.doc->>'ceiling' AS ceiling,
        d.doc->>'format' AS format, (d.doc->>'lines')::int AS lines, d.doc->>'tlp' AS tlp, d.doc->>'sha256' AS sha256
      FROM entry e JOIN LATERAL (SELECT b.body::jsonb AS doc FROM entry_body b WHERE b.entry_id = e.id) d ON true LEFT JOIN person p ON p.id = e.actor_id
      WHERE e.incident_id = ${incidentId}::uuid AND e.type = 'log.exported' ORDER BY e.seq DESC LIMIT ${HISTORY_MAX}`,
  );

/** What this reader may export: everything they see, their own entries, or nothing; a no says why. */
export const exportAbilities = (actor: Actor, incidentId: string): { all: Verdict; own: Verdict } => ({
  all: mayExport(actor, { id: incidentId }, { whose: "all" }),
  own: mayExport(actor, { id: incidentId }, { whose: `person:${actor.personId}` }),
});

/** Whether this choice may be exported, and what it would hold. Only what may be exported is measured. */
export const previewExport = (
  actor: Actor,
  ref: string,
  choice: Choice,
): Promise<{ verdict: Verdict; preview: ExportPreview | null }> =>
  asActor(actor.token, async (tx, reader) => {
    const incident = await loadExported(tx, ref);
    if (!incident) throw new Error("previews are asked for incidents that were found");
    const verdict = mayExport(reader, incident, choice);
    return { verdict, preview: verdict.ok ? await measure(tx, await planNow(tx, reader, incident, choice)) : null };
  });

/** People and organisations whose lines can be chosen, former ones too; an outside responder knows only themselves. */
export const listChoices = (actor: Actor, incidentId: string): Promise<ExportChoices> =>
  asActor(actor.token, async (tx) => ({
    people: await tx.$queryRaw<ExportChoices["people"]>`
      SELECT DISTINCT p.id::text AS id, p.name, o.name AS organisation FROM membership m JOIN person p ON p.id = m.person_id JOIN organisation o ON o.id = p.organisation_id
      WHERE m.incident_id = ${incidentId}::uuid ORDER BY p.name, o.name`,
    organisations: await tx.$queryRaw<ExportChoices["organisations"]>`
      SELECT DISTINCT o.id::text AS id, o.name FROM membership m JOIN organisation o ON o.id = m.organisation_id WHERE m.incident_id = ${incidentId}::uuid ORDER BY o.name`,
  }));

/** One part of a print: its lines, how many there are in all, and the hash of what was printed, which an NDJSON export of the same lines would have. */
export interface Print {
  lines: ExportLine[];
  total: number;
  sha256: string;
  tlp: ExportPreview["strictest"];
  whoseName: string | null;
}

/** A print of what this reader sees anyway, recorded as the reading that it is. Null when it asks for somebody who is not there for them. */
export const getPrint = (actor: Actor, ref: string, asked: ChoosePrint, language: Language): Promise<Print | null> =>
  asActor(actor.token, async (tx, reader) => {
    const incident = await loadExported(tx, ref);
    const named = await whoseName(tx, asked.whose);
    if (!incident || named === undefined) return null;
    const plan = await planNow(tx, reader, incident, { ...asked, to: "oneself" });
    const part = { skip: (asked.part - 1) * PRINT_MAX, take: PRINT_MAX };
    const lines: ExportLine[] = [];
    for await (const line of linesOf((work) => work(tx), plan, language, part)) lines.push(line);
    const { red, sha256, tlp } = await digestOf(lines, writerOf("ndjson", { zone: incident.zone, language }));
    await recordReads(tx, "entry.read", red);
    const newest = lines.at(-1);
    if (newest && rolesIn(reader, incident.id).includes("AUDITOR")) await recordReads(tx, "timeline.read", [newest.id]);
    const { lines: total } = await measure(tx, plan);
    return { lines, total, sha256, tlp, whoseName: named };
  });

export const exportsQuery = defineQuery({
  name: "exports",
  input: z.strictObject({ ref: Ref }),
  async read(actor, { ref }) {
    const incident = await asActor(actor.token, (tx) =>
      tx.incident.findUnique({ where: { ref }, select: { id: true } }),
    );
    return incident && listExports(actor, incident.id);
  },
});

import { randomUUID } from "node:crypto";
import type { Role } from "@/lib/access/roles";
import { addEntry as runAddEntry } from "@/lib/entries/commands/add-entry";
import { correctEntry } from "@/lib/entries/commands/correct-entry";
import { withdrawEntry } from "@/lib/entries/commands/withdraw-entry";
import { type Command, runCommand } from "@/lib/entry/command";
import { addImport } from "@/lib/imports/commands/add-import";
import { openIncident as runOpenIncident } from "@/lib/incidents/commands/open-incident";
import { setPhase } from "@/lib/incidents/commands/set-phase";
import { setSeverity } from "@/lib/incidents/commands/set-severity";
import type { Phase } from "@/lib/incidents/machine";
import type { Receipt } from "@/lib/record/append";
import { addDependency } from "@/lib/systems/commands/add-dependency";
import { addSystem as runAddSystem } from "@/lib/systems/commands/add-system";
import type { Cast, Member } from "./cast";
import { owner } from "./database";

/** Things are made by the commands of the product, so that they are lawful and stand in the record. */
export interface MadeIncident {
  id: string;
  ref: string;
  name: string;
}

type Raw = Record<string, unknown>;
const run = async <I, S, R extends object>(command: Command<I, S, R>, who: Member, raw: Raw, key?: string) =>
  (await runCommand(command, { token: who.token, raw, key })).result;

/** An incident that besa opens and commands, with everyone of the cast in the place that `cast.ts` gives them. */
export async function openIncident(
  cast: Cast,
  name = "Portal down",
  opener: Member = cast.besa,
  exercise = false,
): Promise<MadeIncident> {
  const { id, ref } = await run(runOpenIncident, opener, { name, exercise });
  for (const member of Object.values(cast)) {
    // Their duty began after this incident had opened.
    if (member.stranger)
      await owner.query("DELETE FROM membership WHERE incident_id = $1 AND person_id = $2", [id, member.id]);
    if (member.joins) await join(id, member, member.joins, { ended: member.ended ?? false });
  }
  return { id, ref, name };
}

/** Gives a person a role in an incident; `ended` gives one that is over. */
export const join = (incidentId: string, { id, organisationId }: Member, role: Role, { ended = false } = {}) =>
  owner.query(
    `INSERT INTO membership (incident_id, person_id, organisation_id, role, starts_at, ends_at)
     VALUES ($1, $2, $3, $4, now() - interval '2 hours', CASE WHEN $5 THEN now() - interval '1 hour' END)`,
    [incidentId, id, organisationId, role, ended],
  );

/** An entry in the log; the text alone is enough. */
export async function addEntry(
  who: Member,
  { ref }: MadeIncident,
  said: string | Raw = "Portal answers again",
  key: string = randomUUID(),
): Promise<Receipt & { logNumber: number }> {
  const { result } = await runAddEntry({
    token: who.token,
    raw: { ref, ...(typeof said === "string" ? { text: said } : said) },
    key,
  });
  return { ...result, logNumber: result.logNumber ?? 0 };
}

/** An entry that only those who are named may read. */
export const addRedEntry = (who: Member, incident: MadeIncident, readers: Member[], text = "Name of the suspect") =>
  addEntry(who, incident, { text, tlp: "TLP:RED", audience: "named", readers: readers.map(({ id }) => id) });

export const correct = (who: Member, { ref }: MadeIncident, number: number, raw: Raw = {}) =>
  run(correctEntry, who, { ref, number, text: "Portal answers slowly", reasonKind: "unclear", ...raw });

export const withdraw = (who: Member, { ref }: MadeIncident, number: number) =>
  run(withdrawEntry, who, { ref, number });

/** What the situation's version is now, for the next versioned write. */
export async function versionOf({ id }: MadeIncident): Promise<number> {
  const { rows } = await owner.query<{ version: number }>("SELECT version FROM situation WHERE incident_id = $1", [id]);
  return rows[0]?.version ?? 0;
}

export const severity = async (who: Member, incident: MadeIncident, to: string) =>
  run(setSeverity, who, { ref: incident.ref, severity: to, reason: "It spreads", version: await versionOf(incident) });

/** Moves an incident through its phases, one lawful step after another. */
export async function phase(who: Member, incident: MadeIncident, ...through: Phase[]): Promise<void> {
  for (const to of through)
    await run(setPhase, who, {
      ref: incident.ref,
      phase: to,
      reason: "The next step",
      version: await versionOf(incident),
    });
}

/** An incident whose record is complete. */
export const close = (who: Member, incident: MadeIncident) =>
  phase(who, incident, "containing", "restoring", "watching", "closed");

/** A file whose rows become the next entries of the log; answers the import and the number of its first entry. */
export async function importRows(
  who: Member,
  incident: MadeIncident,
  count: number,
  raw: Raw = {},
): Promise<{ id: string; first: number }> {
  const texts = Array.from({ length: count }, (_, n) => `18/07/2022 02:${String(n).padStart(2, "0")} Row ${n + 1}`);
  const rows = texts.map((_, index) => index + 1);
  const file = { name: "log.txt", content: texts.join("\n"), format: "lines", zone: "Europe/Tirane", rows };
  const { id } = await run(addImport, who, { ref: incident.ref, ...file, ...raw });
  const numbers = await owner.query<{ first: number }>(
    "SELECT min(log_number) AS first FROM entry WHERE subject_id = $1 AND log_number IS NOT NULL",
    [id],
  );
  return { id, first: numbers.rows[0]?.first ?? 0 };
}
/** A system of the catalogue that an organisation owns and runs. */
export async function addSystem(who: Member, code: string, keeper: Member = who, facts: Raw = {}): Promise<string> {
  const raw = { code, name: `System ${code}`, kind: "application", tier: 1, ...facts };
  await run(runAddSystem, who, { ...raw, owner: keeper.organisationId, operator: keeper.organisationId });
  return code;
}

/** One system needs another; confirmed unless it is said otherwise. */
export const addNeed = (who: Member, code: string, needs: string, facts: Raw = {}) =>
  run(addDependency, who, { code, needs, kind: "needs", confirmed: true, ...facts });

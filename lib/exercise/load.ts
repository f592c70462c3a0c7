import "server-only";
import { asActor } from "@/lib/access/as-actor";
import { runCommand } from "@/lib/entry/command";
import { problemOf } from "@/lib/entry/problem";
import { openIncident } from "@/lib/incidents/commands/open-incident";
import { inOneTransaction, inTransaction, type Tx } from "@/lib/kernel/db";
import { Refusal } from "@/lib/kernel/errors";
import { Sentence } from "@/lib/kernel/sentence";
import { append } from "@/lib/record/append";
import { keepCatalogue } from "./catalogue";
import { checkExercise } from "./check";
import { happenings, type Scene } from "./happenings";
import { playerOf } from "./known";
import { severity } from "./meaning";
import { type Cast, gather } from "./people";
import type { ReadFile } from "./read";
import type { ExerciseFile } from "./schema";
import { Voices } from "./voices";

/**
 * Loads an exercise: all of it or nothing. The file is checked whole before the database is touched; then its people do again, through the
 * commands of the product, what the file says they did, on the loader's clock.
 * @returns the file and its people, for whoever goes on from here
 * @throws Sentence with every problem of the file, or with the first thing that the product refused
 */
export async function loadExercise(
  { name, raw, sha256 }: ReadFile,
  now: Date,
): Promise<{ file: ExerciseFile; cast: Cast }> {
  const { file, problems } = checkExercise(raw, now);
  if (!file) {
    const lines = problems.map(({ id, says }) => `${id}: ${says}`);
    throw new Sentence(
      `${name} was refused: ${lines.length} ${lines.length === 1 ? "problem" : "problems"}. Nothing was stored.`,
      lines,
    );
  }
  const cast = await inOneTransaction(async (tx) => {
    const { reference } = file.incident;
    if (await tx.incident.findUnique({ where: { ref: reference }, select: { id: true } }))
      throw new Sentence(`${reference} is already loaded. Nothing was stored.`);
    return play(tx, file, sha256);
  });
  return { file, cast };
}

async function play(tx: Tx, file: ExerciseFile, sha256: string): Promise<Cast> {
  const voices = new Voices(tx);
  const cast = await gather(tx, voices, file);
  const commander = playerOf(
    cast.players,
    file.people.find(({ appRole }) => appRole === "INCIDENT_COMMANDER")?.id ?? "",
  );
  for (const code of cast.players.keys()) await voices.of(playerOf(cast.players, code).id);
  const begins = new Date(
    Math.min(...[file.incident.detectedAt, ...file.timeline.map(({ recordedAt }) => recordedAt)].map(Date.parse)),
  );
  const token = await voices.of(commander.id);
  const loader = await voices.ofLoader();
  const scene: Scene = { voices, file, sha256, cast, commander, begins };
  const incidentId = await voices.lawfully(async () => {
    const { id: opened } = await open(token, file, begins);
    await asActor(token, () => keepSources(tx, opened, file), { clock: begins });
    await keepCatalogue(tx, token, file, cast, begins).catch((error: unknown) => tell("systems", error));
    for (const { id, happen } of happenings(scene)) await happen().catch((error: unknown) => tell(id, error));
    return opened;
  });
  const ref = file.incident.reference;
  await inTransaction(loader, () =>
    append(tx, {
      type: "exercise.loaded",
      incident: incidentId,
      subjectType: "incident",
      subjectId: incidentId,
      data: { ref, sha256 },
    }),
  );
  await voices.silence();
  await confirm(tx, incidentId, file);
  return cast;
}

async function open(token: string, file: ExerciseFile, begins: Date): Promise<{ id: string; ref: string }> {
  const { incident } = file;
  const raw = { name: incident.title, severity: severity(incident), exercise: true };
  const told = {
    ref: incident.reference,
    zone: incident.timezone,
    defaultTlp: incident.defaultTlp,
    summary: incident.summary,
    openedAt: new Date(incident.declaredAt),
    detectedAt: new Date(incident.detectedAt),
  };
  const { result } = await runCommand(openIncident, { token, raw, loaded: { clock: begins, incident: told } }).catch(
    (error: unknown) => tell(incident.id, error),
  );
  return result;
}

/** The sources and techniques that entries name; a technique that an earlier file brought stays as it is. */
async function keepSources(tx: Tx, incidentId: string, { sources, attackTechniques }: ExerciseFile): Promise<void> {
  const data = sources.map(({ id, title, url, date, verification }) => ({
    incidentId,
    code: id,
    title,
    url,
    publishedOn: date,
    verification,
  }));
  await tx.source.createMany({ data });
  const techniques = attackTechniques.map(({ id, name, tactics }) => ({ id, name, tactics }));
  await tx.attackTechnique.createMany({ data: techniques, skipDuplicates: true });
}

/** What the product refuses while a file is loaded, with the id of the record that was being loaded. */
function tell(id: string, error: unknown): never {
  if (!(error instanceof Refusal)) throw error;
  const { detail, fields } = problemOf(error, "en");
  throw new Sentence("The file was refused. Nothing was stored.", [
    [id, detail, ...Object.entries(fields ?? {}).map(([field, says]) => `${field}: ${says}`)].join(": "),
  ]);
}

/** The record must now say what the file says; if it does not, nothing of it is kept. */
async function confirm(tx: Tx, incidentId: string, { timeline }: ExerciseFile): Promise<void> {
  const kept = await tx.$queryRaw<{ number: number; recorded: Date; text: string }[]>`
    SELECT e.log_number AS number, e.recorded_at AS recorded, b.body::jsonb->>'text' AS text
    FROM entry e JOIN entry_body b ON b.entry_id = e.id WHERE e.incident_id = ${incidentId}::uuid AND e.log_number IS NOT NULL`;
  const lines = new Map(kept.map((line) => [line.number, line]));
  const wrong = timeline.filter(({ logNumber, recordedAt, description }) => {
    const line = lines.get(logNumber);
    return line?.text !== description || line.recorded.getTime() !== Date.parse(recordedAt);
  });
  if (wrong.length > 0 || kept.length !== timeline.length)
    throw new Error(`The record differs from the file in ${wrong.map(({ id }) => id).join(", ")}. Nothing was stored.`);
}

import "server-only";
import { addEntry } from "@/lib/entries/commands/add-entry";
import { correctEntry } from "@/lib/entries/commands/correct-entry";
import { runCommand } from "@/lib/entry/command";
import { setPhase } from "@/lib/incidents/commands/set-phase";
import { sha256Hex } from "@/lib/kernel/ids";
import { grantMembership } from "@/lib/people/commands/grant-membership";
import { decided } from "./decided";
import { type Player, playerOf } from "./known";
import { correctionReason, kind, precision, words } from "./meaning";
import type { Cast } from "./people";
import { stepsOf } from "./phases";
import type { ExerciseFile, FileEntry } from "./schema";
import { standings } from "./standings";
import type { Voices } from "./voices";

/** Something that happens in the exercise: when, by which record of the file, and how it is done. */
export interface Happening {
  at: Date;
  id: string;
  happen: () => Promise<void>;
}

/** All that is known while a file is loaded. */
export interface Scene {
  voices: Voices;
  file: ExerciseFile;
  sha256: string;
  cast: Cast;
  commander: Player;
  begins: Date;
}

/** Everything that happens in an incident after its opening, in the order in which it was recorded. */
export function happenings(scene: Scene): Happening[] {
  const arrivals = [...scene.cast.players.values()]
    .filter(({ file }) => file.appRole === "EXTERNAL_RESPONDER")
    .map((player) => arrival(scene, player));
  const entries = [...scene.file.timeline]
    .sort((a, b) => a.logNumber - b.logNumber)
    .map((entry) => writing(scene, entry));
  // Sorting keeps the order of equals: people arrive before they write, and a phase begins after the entry that begins it.
  return [...arrivals, ...entries, ...moves(scene), ...decided(scene), ...standings(scene)].sort(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
}

/** An outside responder joins when the first engagement of their organisation begins, or with everyone else. */
function arrival({ voices, file, cast, begins }: Scene, { id, file: person }: Player): Happening {
  const engaged = file.engagements
    .filter(({ organisation }) => organisation === person.organisation)
    .map(({ startedAt }) => Date.parse(String(startedAt)));
  const first = Math.min(...engaged.filter(Number.isFinite));
  const at = Number.isFinite(first) ? new Date(Math.max(first, begins.getTime())) : begins;
  const raw = { id, ref: file.incident.reference, role: person.appRole };
  return {
    at,
    id: person.id,
    happen: async () =>
      void (await runCommand(grantMembership, { token: await voices.of(cast.admin.id), raw, loaded: { clock: at } })),
  };
}

/** The commander moves the incident through its phases. */
function moves({ voices, file: { incident, timeline }, commander }: Scene): Happening[] {
  return (stepsOf(incident, timeline) ?? []).map(({ to, at, reason }, index) => ({
    at,
    id: incident.id,
    happen: async () => {
      const token = await voices.of(commander.id);
      await runCommand(setPhase, {
        token,
        raw: { ref: incident.reference, phase: to, reason, version: index + 1 },
        loaded: { clock: at },
      });
    },
  }));
}

function writing(scene: Scene, entry: FileEntry): Happening {
  const { voices, cast, sha256, file } = scene;
  const at = new Date(entry.recordedAt);
  const raw = {
    ref: file.incident.reference,
    text: entry.description,
    occurredAt: entry.occurredAt,
    precision: precision(entry),
  };
  const sending = async () => ({
    token: await voices.of(playerOf(cast.players, entry.recordedBy).id),
    key: keyOf(sha256, entry.id),
    loaded: { clock: at, words: words(entry), tlp: entry.tlp },
  });
  return {
    at,
    id: entry.id,
    happen: async () => {
      if (entry.corrects === null) await addEntry({ ...(await sending()), raw: { ...raw, ...placing(cast, entry) } });
      else
        await runCommand(correctEntry, {
          ...(await sending()),
          raw: { ...raw, ...correctionReason(entry), number: numberOf(scene, entry) },
        });
    },
  };
}

const placing = ({ players }: Cast, entry: FileEntry) => ({
  kind: kind(entry),
  basis: entry.basis,
  tlp: entry.tlp,
  audience: entry.audience ?? "incident",
  readers: entry.readers?.map((code) => playerOf(players, code).id),
  key: entry.keyEvent,
  writtenAt: entry.writtenAt,
});

/** The number by which whoever corrects knows the entry: an outside responder counts only what they can see. */
function numberOf({ cast, file: { timeline } }: Scene, { corrects, recordedBy }: FileEntry): number {
  const target = timeline.find(({ id }) => id === corrects)?.logNumber ?? 0;
  if (playerOf(cast.players, recordedBy).file.appRole !== "EXTERNAL_RESPONDER") return target;
  const seen = timeline.filter((entry) => entry.recordedBy === recordedBy || entry.readers?.includes(recordedBy));
  return seen.filter(({ logNumber }) => logNumber <= target).length;
}

/** The Idempotency-Key of an entry of a file, always the same. */
function keyOf(sha256: string, id: string): string {
  const hex = sha256Hex(`${sha256} ${id}`);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}

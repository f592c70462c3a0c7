import { createHash } from "node:crypto";

/** A record made elsewhere, put in place by the owner: for tests of who sees it. What proves such a record is tested with real bundles. */
export const FOREIGN = "f0f0f0f0-0000-4000-8000-000000000001";
export const FOREIGN_NAME = "Water works under attack";

/** Its lines, one for each pair of eyes. */
export const foreignLines = { opened: 1, timeline: 2, key: 3, command: 4, named: 5, audit: 6 } as const;

/** A file that the line "timeline" names and that came with the bundle. Its content is put on the disk where it is asked for. */
export const FOREIGN_CONTENT = "pumps";
const FOREIGN_FILE = createHash("sha256").update(FOREIGN_CONTENT).digest("hex");
const LOST_FILE = "d".repeat(64);

const BUNDLE = "f0f0f0f0-0000-4000-8000-000000000002";
const PERSON = "f0f0f0f0-0000-4000-8000-000000000003";
const entry = (seq: number) => `f0f0f0f0-0000-4000-8000-0000000001${String(seq).padStart(2, "0")}`;

interface Staged {
  type: string;
  audience: string;
  tlp: string;
  key: boolean;
  number: number | null;
  kind: string | null;
  words: Record<string, unknown> | null;
}

const written = { type: "entry.logged", tlp: "TLP:AMBER", audience: "incident", key: false, kind: "finding" };
const staged: Record<number, Staged> = {
  1: {
    ...written,
    type: "incident.opened",
    key: true,
    number: null,
    kind: null,
    words: { ref: "INC-2026-07", name: FOREIGN_NAME, exercise: true },
  },
  2: {
    ...written,
    number: 1,
    words: {
      text: "Pumps answer again. \nÇelësi <b>është</b> i ri.",
      systems: ["Pump control"],
      files: [
        { name: "Raport për pompat.pdf", sha256: FOREIGN_FILE },
        { name: "lost.pcap", sha256: LOST_FILE },
      ],
    },
  },
  3: { ...written, number: 2, key: true, kind: "action", words: { title: "Valve", text: "Main valve closed by hand" } },
  4: { ...written, number: 3, audience: "command", words: { text: "Only for the command" } },
  5: { ...written, number: 4, audience: "named", tlp: "TLP:RED", words: null },
  6: { ...written, type: "access.refused", audience: "audit", number: null, kind: null, words: { verb: "entry.add" } },
};

/** Puts it in place; a second time changes nothing. */
export async function stageForeign(owner: (text: string, values: unknown[]) => Promise<unknown>): Promise<void> {
  await owner(
    `INSERT INTO foreign_log (id, origin, public_key, incident_id, ref, name, zone, exercise) VALUES ($1, 'kulla/water', 'kulla/water+00000000+AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', $2, 'INC-2026-07', $3, 'Europe/Tirane', true) ON CONFLICT DO NOTHING`,
    [FOREIGN, PERSON, FOREIGN_NAME],
  );
  await owner(
    "INSERT INTO foreign_bundle (id, log_id, sha256, size, root, note, lines, unproven, made_at, made_by) VALUES ($1, $2, repeat('a', 64), 9, 'x', 'x', 6, 0, '2026-11-01T10:00:00Z', 'a clerk') ON CONFLICT DO NOTHING",
    [BUNDLE, FOREIGN],
  );
  await owner(
    "INSERT INTO foreign_person (log_id, person_id, name, organisation) VALUES ($1, $2, 'Linda Kodra', 'Water works') ON CONFLICT DO NOTHING",
    [FOREIGN, PERSON],
  );
  for (const [seq, { type, audience, tlp, key, number, kind, words }] of Object.entries(staged)) {
    const at = `2026-11-01T0${seq}:15:00Z`;
    await owner(
      `INSERT INTO foreign_line (log_id, seq, bundle_id, entry_id, log_number, type, kind, actor_id, actor_role, occurred_at, precision, recorded_at, audience, tlp, is_key, canon, leaf, proof)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'INCIDENT_COMMANDER', $9, 'exact', $9, $10, $11, $12, '{}', 'x', 'x') ON CONFLICT DO NOTHING`,
      [FOREIGN, seq, BUNDLE, entry(Number(seq)), number, type, kind, PERSON, at, audience, tlp, key],
    );
    if (words)
      await owner(
        "INSERT INTO foreign_body (log_id, seq, salt, body) VALUES ($1, $2, 'x', $3) ON CONFLICT DO NOTHING",
        [FOREIGN, seq, JSON.stringify(words)],
      );
  }
  for (const sha256 of [FOREIGN_FILE, LOST_FILE])
    await owner("INSERT INTO foreign_line_file (log_id, seq, sha256) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", [
      FOREIGN,
      foreignLines.timeline,
      sha256,
    ]);
  await owner("INSERT INTO foreign_file (log_id, sha256, size) VALUES ($1, $2, 5) ON CONFLICT DO NOTHING", [
    FOREIGN,
    FOREIGN_FILE,
  ]);
}

import { beforeAll, expect, test } from "vitest";
import { pool } from "@/lib/kernel/db";
import { verifyRecord } from "@/lib/record/verify";
import { calls } from "../../support/api";
import { as } from "../../support/as";
import { owner } from "../../support/database";
import { asTheApp, attack, load, type Raw, refused, wholeDatabase } from "./console";

const file = attack();
const REF = "AL-2022-07-15";
beforeAll(async () => {
  await load(file);
});

const idOf = async (code: string) =>
  (await owner.query<{ id: string }>("SELECT id FROM person WHERE code = $1", [code])).rows[0]?.id ?? "";

test("every entry stands in the log as the file has it, with its number and both times", async () => {
  const { rows } = await owner.query(
    `SELECT e.log_number AS number, e.occurred_at AS occurred, e.recorded_at AS recorded, e.precision, e.tlp, e.is_key AS key, e.audience,
        p.code AS by, c.log_number AS corrects, b.body::jsonb AS words, e.canon::jsonb->>'clock' AS clock, e.canon::jsonb->'exercise' AS exercise
      FROM entry e JOIN entry_body b ON b.entry_id = e.id JOIN person p ON p.id = e.actor_id LEFT JOIN entry c ON c.id = e.corrects_id
      WHERE e.log_number IS NOT NULL ORDER BY e.log_number`,
  );
  expect(rows).toHaveLength(127);
  const precision: Raw = { minute: "exact", hour: "about", day: "day", month: "month" };
  const inOrder = [...file.timeline].sort((a: Raw, b: Raw) => a.logNumber - b.logNumber);
  for (const [index, entry] of inOrder.entries()) {
    const row: Raw = rows[index];
    const target = file.timeline.find(({ id }: Raw) => id === entry.corrects);
    expect(row, entry.id).toMatchObject({
      number: entry.logNumber,
      occurred: new Date(entry.occurredAt),
      recorded: new Date(entry.recordedAt),
      precision: precision[entry.precision],
      tlp: entry.tlp,
      key: entry.keyEvent || Boolean(target?.keyEvent),
      audience: "incident",
      by: entry.recordedBy,
      corrects: target?.logNumber ?? null,
      clock: "loader",
      exercise: true,
    });
    expect(row.words, entry.id).toMatchObject({
      text: entry.description,
      title: entry.title,
      category: entry.category,
      phase: entry.phase,
      systems: entry.systems,
      organisations: entry.organisations,
      attack: entry.attack,
      sources: entry.provenance.sources,
      provenance: entry.provenance.flag,
      timeProvenance: entry.provenance.timeFlag,
    });
    expect([row.words.admiralty ?? null, row.words.provenanceNote ?? null], entry.id).toEqual([
      entry.admiralty,
      entry.provenance.note,
    ]);
  }
});

test("organisations, people with their roles, sources and techniques are those of the file", async () => {
  const counts = await owner.query(
    `SELECT (SELECT count(*) FROM organisation)::int AS organisations, (SELECT count(*) FROM person)::int AS people,
      (SELECT count(*) FROM source)::int AS sources, (SELECT count(*) FROM attack_technique)::int AS techniques`,
  );
  expect(counts.rows[0]).toEqual({ organisations: 20, people: 33, sources: 54, techniques: 32 });
  const { rows } = await owner.query(
    `SELECT p.code, p.name, o.code AS organisation, coalesce(m.role, 'ADMIN') AS role, p.is_admin AS admin
      FROM person p JOIN organisation o ON o.id = p.organisation_id LEFT JOIN membership m ON m.person_id = p.id ORDER BY p.code`,
  );
  expect(rows).toEqual(
    file.people.map(({ id, roleTitle, organisation, appRole }: Raw) => ({
      code: id,
      name: roleTitle,
      organisation,
      role: appRole,
      admin: appRole === "ADMIN",
    })),
  );
});

test("the incident went through its phases and a second wave, and is watched now", async () => {
  const { rows } = await owner.query(
    "SELECT b.body::jsonb->>'to' AS phase, e.recorded_at AS at FROM entry e JOIN entry_body b ON b.entry_id = e.id WHERE e.type = 'incident.phase-set' ORDER BY e.seq",
  );
  expect(rows.map(({ phase }) => phase)).toEqual(
    "assessing containing eradicating restoring watching containing restoring watching".split(" "),
  );
  expect(rows.map(({ at }) => at)).toEqual(
    rows.map(({ at }) => at).sort((a: Date, b: Date) => a.getTime() - b.getTime()),
  );
  const incident = await owner.query("SELECT i.*, s.* FROM incident i JOIN situation s ON s.incident_id = i.id");
  expect(incident.rows[0]).toMatchObject({
    ref: REF,
    exercise: true,
    zone: "Europe/Tirane",
    default_tlp: "TLP:AMBER",
    severity: "S1",
    phase: "watching",
    opened_at: new Date(file.incident.declaredAt),
    detected_at: new Date(file.incident.detectedAt),
    closed_at: null,
  });
});

test("each reads what their role reads, and an outside responder only their own", async () => {
  const list = async (code: string) => {
    const token = await as({ id: await idOf(code) });
    return asTheApp(() => calls(token).get(`/incidents/${REF}/entries`));
  };
  expect((await list("P-02")).status).toBe(200);
  const own = ((await list("P-25")).body["rows"] as Raw[]).filter(({ row }) => row === "entry");
  expect(own.map(({ title, number }) => [title, number])).toEqual([["Cut verified from outside", 1]]);
  const key = (await list("P-13")).body["rows"] as Raw[];
  expect(key.every((row) => row.row === "act" || row.key)).toBe(true);
  expect((await list("P-29")).status).toBe(404);
});

test("nobody of the loader can still speak, and the record is whole", async () => {
  const { rows } = await owner.query(
    "SELECT count(*)::int AS live FROM session WHERE scope = 'loader' AND revoked_at IS NULL",
  );
  expect(rows[0]?.live).toBe(0);
  const client = await pool().connect();
  const { ok, lines } = await verifyRecord(client).finally(() => client.release());
  expect([ok, ...lines]).toContain("The record is whole.");
});

test("the same file is not loaded twice, and real entries go on after it", async () => {
  const before = await wholeDatabase();
  expect(await refused(load(file))).toEqual({ message: `${REF} is already loaded. Nothing was stored.`, lines: [] });
  expect(await wholeDatabase()).toBe(before);
  const { status, body } = await calls(await as({ id: await idOf("P-04") })).post(`/incidents/${REF}/entries`, {
    text: "Today",
  });
  expect([status, body["logNumber"]]).toEqual([201, 128]);
  expect(Date.parse(String(body["recordedAt"]))).toBeGreaterThan(Date.now() - 60_000);
});

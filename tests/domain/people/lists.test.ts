import { beforeAll, expect, test } from "vitest";
import { runJob } from "@/lib/entry/job";
import { env } from "@/lib/kernel/env";
import { newToken } from "@/lib/kernel/ids";
import { tidy } from "@/lib/people/jobs";
import { calls } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import { owner } from "../../support/database";
import * as make from "../../support/make";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast, "Secret name of the attack");
  await make.addEntry(cast.besa, incident, "Marker-7Q in the log");
});

const get = async (name: Name, path: string) =>
  (await calls(cast[name].token).get(path)).body as Record<string, unknown>;
const names = (page: Record<string, unknown>) => (page["rows"] as { name: string }[]).map(({ name }) => name);

test("people are found by name, e-mail and organisation, page by page", async () => {
  expect(names(await get("vera", "/people?search=hox"))).toEqual(["Besa Hoxha"]);
  expect(names(await get("vera", "/people?search=PIOTR@"))).toEqual(["Piotr Nowak"]);
  expect(names(await get("vera", "/people?search=northw"))).toEqual(["Piotr Nowak"]);
  expect(names(await get("vera", "/people?search=%25"))).toEqual([]);
  await owner.query(
    "INSERT INTO person (name, organisation_id) SELECT 'Person ' || lpad(n::text, 3, '0'), $1 FROM generate_series(1, 100) n",
    [cast.vera.organisationId],
  );
  const seen: string[] = [];
  let next: unknown = "";
  for (let pages = 0; next !== null && pages < 9; pages++) {
    const page = await get("vera", `/people?${new URLSearchParams({ after: String(next) })}`);
    seen.push(...names(page));
    next = page["next"];
  }
  expect([seen.length, new Set(seen).size]).toEqual([112, 112]);
  await owner.query("DELETE FROM person WHERE name LIKE 'Person %'");
});

test("what the administrator alone may know is empty for others", async () => {
  const of = async (name: Name) =>
    (await get(name, `/people/${cast.ilir.id}`)) as {
      lastSeenAt: unknown;
      sessions: unknown[];
      memberships: unknown[];
    };
  expect(await of("vera")).toMatchObject({
    lastSeenAt: expect.any(String),
    sessions: [expect.anything()],
    memberships: [{ ref: incident.ref, role: "AGENCY_STAFF" }],
    manage: { ok: true },
  });
  expect(await of("besa")).toMatchObject({ lastSeenAt: null, sessions: [], memberships: [], manage: { ok: false } });
  expect((await calls(cast.piotr.token).get(`/people/${cast.ilir.id}`)).status).toBe(404);
  expect(names(await get("piotr", "/people"))).toEqual(["Piotr Nowak"]);
});

test("the audit trail tells the administrator of people and access, and nothing of incidents", async () => {
  await calls(cast.vera.token).post(`/people/${cast.sam.id}/duties`, { role: "AUDITOR" });
  await calls(cast.ilir.token).post(`/people/${cast.sam.id}/disable`);
  await calls(cast.vera.token).post(`/people/${cast.sam.id}/memberships`, { ref: incident.ref, role: "AUDITOR" });
  const { text } = await calls(cast.vera.token).get("/audit");
  const { rows } = JSON.parse(text) as { rows: { sentence: string; by: string }[] };
  expect(rows.slice(0, 2)).toMatchObject([
    { sentence: "Refused: End a person's access at once", by: "Ilir Prifti" },
    { sentence: "Standing duty for Sam Gjoka: AUDITOR", by: "Vera Kola" },
  ]);
  expect(text).not.toMatch(/Marker-7Q|Secret name|INC-/);
  for (const name of ["besa", "agron", "ilir", "piotr"] as const)
    expect((await get(name, "/audit"))["rows"]).toEqual([]);
});

test("each hour, what has served its time is cleared, and nothing else", async () => {
  await expect(runJob(tidy)).rejects.toThrow("KULLA_JOBS_TOKEN");
  const token = newToken();
  await owner.query("SELECT app.enrol_system('jobs', $1)", [token]);
  Object.assign(env(), { KULLA_JOBS_TOKEN: token });
  await owner.query(`
    INSERT INTO challenge (challenge, purpose, expires_at) VALUES ('old', 'sign-in', now() - interval '1 minute'), ('new', 'sign-in', now() + interval '1 minute');
    INSERT INTO attempt VALUES ('old', 1, 1), ('new', 1, 99999999999999)`);
  await owner.query(
    "INSERT INTO enrolment_code (code_hash, expires_at) VALUES ('old', now() - interval '8 days'), ('late', now() - interval '1 day'), ('new', now() + interval '1 day')",
  );
  await owner.query(
    "INSERT INTO answer (person_id, key, fingerprint, body, given_at) SELECT $1, gen_random_uuid(), '', '{}', now() - make_interval(days => n) FROM generate_series(0, 4) n",
    [cast.besa.id],
  );
  const lines = await owner.query("SELECT count(*) FROM entry");
  await runJob(tidy);
  const left = async (sql: string) => (await owner.query<{ what: string }>(sql)).rows.map(({ what }) => what);
  expect(await left("SELECT challenge AS what FROM challenge WHERE challenge IN ('old', 'new')")).toEqual(["new"]);
  expect(await left("SELECT key AS what FROM attempt WHERE key IN ('old', 'new')")).toEqual(["new"]);
  expect(await left("SELECT convert_from(code_hash, 'UTF8') AS what FROM enrolment_code ORDER BY 1")).toEqual([
    "late",
    "new",
  ]);
  expect(await left("SELECT count(*)::text AS what FROM answer WHERE fingerprint = ''")).toEqual(["2"]);
  expect((await owner.query("SELECT count(*) FROM entry")).rows).toEqual(lines.rows);
});

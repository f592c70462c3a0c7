import { beforeAll, expect, test } from "vitest";
import { type Answer, calls } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import { owner } from "../../support/database";
import { newest, size } from "../../support/record";

let cast: Cast;
beforeAll(async () => {
  cast = await gather();
});

const open = (name: Name, said: Record<string, unknown> = { name: "Portal down" }): Promise<Answer> =>
  calls(cast[name].token).post("/incidents", said);
const members = async (id: unknown) => {
  const { rows } = await owner.query<{ name: string; role: string }>(
    "SELECT p.name, m.role FROM membership m JOIN person p ON p.id = m.person_id WHERE m.incident_id = $1 ORDER BY p.name, m.role",
    [id],
  );
  return rows.map(({ name, role }) => `${name}: ${role}`);
};

test("the name alone is enough; the opener commands and everyone on duty belongs to it", async () => {
  const { status, body } = await open("dritan");
  expect(status).toBe(201);
  expect(body["ref"]).toMatch(/^INC-\d{4}-\d{2,}$/);
  expect(await members(body["id"])).toEqual([
    "Agron Basha: AUDITOR",
    "Arta Dervishi: LEADERSHIP",
    "Besa Hoxha: INCIDENT_COMMANDER",
    "Dritan Leka: DECISION_AUTHORITY",
    "Dritan Leka: INCIDENT_COMMANDER",
    "Ilir Prifti: AGENCY_STAFF",
    "Mira Shehu: AGENCY_STAFF",
    "Sam Gjoka: AGENCY_STAFF",
  ]);
  expect(await newest()).toMatchObject({
    type: "incident.opened",
    incident_id: body["id"],
    actor_id: cast.dritan.id,
    words: { ref: body["ref"], name: "Portal down", exercise: false },
  });
  const { body: shown } = await calls(cast.besa.token).get(`/incidents/${body["ref"]}`);
  expect(shown).toMatchObject({
    severity: "S2",
    phase: "detected",
    tlp: "TLP:AMBER",
    version: 1,
    exercise: false,
    nextPhases: expect.arrayContaining(["assessing", "containing", "false-alarm"]),
  });
});

test("people outside, the disabled and the administrator get no place in it", async () => {
  const { body } = await open("besa", { name: "Closed circle", severity: "S1", exercise: true });
  const found = (await members(body["id"])).join();
  for (const name of ["piotr", "nadia", "lule", "fatos", "vera"] as const) expect(found).not.toContain(cast[name].name);
  expect((await calls(cast.besa.token).get(`/incidents/${body["ref"]}`)).body).toMatchObject({
    severity: "S1",
    exercise: true,
  });
});

test.each(["ilir", "mira", "arta", "agron", "piotr", "vera", "lule"] as const)(
  "%s is refused in words, which is recorded, and nothing is opened",
  async (name) => {
    const before = await size("incident.opened");
    const { status, body } = await open(name);
    expect(status).toBe(403);
    expect(body).toMatchObject({
      because: "needs.incident.open",
      detail: "Opening an incident is for standing commanders and decision authorities.",
    });
    expect(await newest()).toMatchObject({
      type: "access.refused",
      actor_id: cast[name].id,
      incident_id: null,
      words: { verb: "incident.open" },
    });
    expect(await size("incident.opened")).toBe(before);
  },
);

test("references of a year follow one another, also when several open at once", async () => {
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, n) => open(n % 2 ? "besa" : "dritan", { name: `Wave ${n}` })),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
  expect(new Set(answers.map(({ body }) => body["ref"])).size).toBe(6);
});

test.each([
  ["no name", {}, { name: "Fill this in." }],
  ["a name of spaces", { name: "   " }, { name: "Fill this in." }],
  ["an endless name", { name: "x".repeat(201) }, { name: "This is too long or too large." }],
  ["a severity that is none", { name: "Portal", severity: "S5" }, { severity: "Choose one of the list." }],
  ["an unknown field", { name: "Portal", commander: "me" }, { commander: "This field is not known here." }],
  ["a reference of one's own", { name: "Portal", ref: "INC-0000-01" }, { ref: "This field is not known here." }],
  ["an object where text belongs", { name: { contains: "" } }, { name: "This has the wrong form." }],
])("%s is told beside the field, and nothing is opened", async (_what, said, fields) => {
  const before = await size();
  expect(await open("besa", said)).toMatchObject({ status: 422, body: { kind: "invalid", fields } });
  expect(await size()).toBe(before);
});

test("the list shows each reader the incidents that exist for them, and an outside responder neither severity nor phase", async () => {
  const { body } = await open("besa", { name: "For the list" });
  await owner.query(
    "INSERT INTO membership (incident_id, person_id, organisation_id, role, starts_at) VALUES ($1, $2, $3, 'EXTERNAL_RESPONDER', now())",
    [body["id"], cast.piotr.id, cast.piotr.organisationId],
  );
  const listed = async (name: Name) =>
    JSON.parse((await calls(cast[name].token).get("/incidents")).text) as {
      ref: string;
      severity: string | null;
      phase: string | null;
      commander: string | null;
    }[];
  expect((await listed("arta")).find(({ ref }) => ref === body["ref"])).toMatchObject({
    severity: "S2",
    phase: "detected",
    commander: cast.besa.name,
  });
  expect(await listed("piotr")).toMatchObject([{ ref: body["ref"], severity: null, phase: null, commander: null }]);
  for (const name of ["nadia", "vera", "lule"] as const) expect([name, await listed(name)]).toEqual([name, []]);
});

test("in a year with more than a hundred attacks each still has a reference of its own", async () => {
  const first = String((await open("besa")).body["ref"]);
  const [year, number] = [first.slice(0, 9), Number(first.slice(9))];
  await owner.query(
    `INSERT INTO incident (ref, name, zone, opened_at, opened_by_id)
     SELECT $1 || lpad(n::text, 2, '0'), 'One of many', 'UTC', now(), $3 FROM generate_series($2::int, 99) n`,
    [year, number + 1, cast.besa.id],
  );
  for (const wanted of ["100", "101"]) expect((await open("besa")).body["ref"]).toBe(year + wanted);
});

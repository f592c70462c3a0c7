import { beforeAll, describe, expect, test } from "vitest";
import { calls } from "../../support/api";
import { as } from "../../support/as";
import { type Cast, gather, type Name } from "../../support/cast";
import { asRuntime, owner } from "../../support/database";
import * as make from "../../support/make";
import { newest, size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
let admin: ReturnType<typeof calls>;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  admin = calls(cast.vera.token);
});

const NOBODY = "00000000-0000-4000-8000-000000000000";

/** Each verb over somebody else's access: how it is asked, and what the record then says. */
const acts: [
  name: string,
  method: string,
  path: (id: string) => string,
  body: Record<string, unknown>,
  type: string,
][] = [
  ["disable", "POST", (id) => `/people/${id}/disable`, {}, "person.disabled"],
  ["enable", "POST", (id) => `/people/${id}/enable`, {}, "person.enabled"],
  ["make administrator", "POST", (id) => `/people/${id}/admin`, {}, "admin.granted"],
  ["end administrator", "DELETE", (id) => `/people/${id}/admin`, {}, "admin.ended"],
  ["give a duty", "POST", (id) => `/people/${id}/duties`, { role: "LEADERSHIP" }, "duty.granted"],
  ["end a duty", "DELETE", (id) => `/people/${id}/duties/LEADERSHIP`, {}, "duty.ended"],
  ["give a role", "POST", (id) => `/people/${id}/memberships`, { ref: "REF", role: "AUDITOR" }, "membership.granted"],
  ["end a role", "DELETE", (id) => `/people/${id}/memberships/REF/AUDITOR`, {}, "membership.ended"],
];
const act = (name: Name, [, method, path, body]: (typeof acts)[number], id: string) => {
  const inIncident = (text: string) => text.replace("REF", incident.ref);
  return calls(cast[name].token).send(method, inIncident(path(id)), JSON.parse(inIncident(JSON.stringify(body))));
};

describe.each(acts)("%s", (...verb) => {
  const [, , , , type] = verb;

  test("is done by the administrator, once, and recorded with the name", async () => {
    expect((await act("vera", verb, cast.mira.id)).status).toBeLessThan(202);
    expect(await newest()).toMatchObject({ type, actor_id: cast.vera.id, words: { person: "Mira Shehu" } });
    const before = await size();
    expect(await act("vera", verb, cast.mira.id)).toMatchObject({ status: 409, body: { because: "already-so" } });
    expect(await size()).toBe(before);
  });

  test.each(["besa", "dritan", "ilir", "arta", "agron"] as const)(
    "is refused to %s in words, and that is recorded",
    async (name) => {
      const before = await size(type);
      expect(await act(name, verb, cast.sam.id)).toMatchObject({
        status: 403,
        body: { detail: "This is for administrators." },
      });
      expect(await newest()).toMatchObject({ type: "access.refused", actor_id: cast[name].id });
      expect(await size(type)).toBe(before);
    },
  );

  test("for an outside responder nobody is there", async () => {
    expect((await act("piotr", verb, cast.sam.id)).status).toBe(404);
  });

  test("is never done to oneself (A2)", async () => {
    expect(await act("vera", verb, cast.vera.id)).toMatchObject({ status: 403, body: { because: "refusal.oneself" } });
  });

  test("needs a person who is there", async () => {
    expect((await act("vera", verb, NOBODY)).status).toBe(404);
    expect((await act("vera", verb, "1")).status).toBe(422);
  });
});

describe("ending access", () => {
  test("ends every session in the same moment", async () => {
    const token = await as(cast.sam);
    expect((await calls(token).get("/me")).status).toBe(200);
    await admin.post(`/people/${cast.sam.id}/disable`);
    expect((await calls(token).get("/me")).status).toBe(401);
    await admin.post(`/people/${cast.sam.id}/enable`);
    expect((await calls(token).get("/me")).status).toBe(401);
  });

  test("somebody without access is given nothing", async () => {
    const { id } = cast.fatos;
    for (const [path, body] of [
      ["admin", {}],
      ["duties", { role: "AUDITOR" }],
      ["memberships", { ref: incident.ref, role: "AUDITOR" }],
    ] as const) {
      expect(await admin.post(`/people/${id}/${path}`, body)).toMatchObject({
        status: 409,
        body: { because: "person-disabled" },
      });
    }
  });

  test("two administrators who end one another at once leave one", async () => {
    await admin.post(`/people/${cast.agron.id}/admin`);
    const token = await as(cast.agron);
    const answers = await Promise.all([
      admin.post(`/people/${cast.agron.id}/disable`),
      calls(token).post(`/people/${cast.vera.id}/disable`),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const { rows } = await owner.query("SELECT name FROM person WHERE is_admin AND disabled_at IS NULL");
    expect(rows).toHaveLength(1);
    await owner.query("UPDATE person SET disabled_at = NULL, is_admin = (id = $1) WHERE id = ANY ($2)", [
      cast.vera.id,
      [cast.vera.id, cast.agron.id],
    ]);
    cast.vera.token = await as(cast.vera);
    admin = calls(cast.vera.token);
  });
});

describe("power", () => {
  test("a new administrator signs in anew; the power ends at once", async () => {
    const before = await as(cast.lule);
    await admin.post(`/people/${cast.lule.id}/admin`);
    expect((await calls(before).get("/me")).status).toBe(401);
    const token = await as(cast.lule);
    expect((await calls(token).get("/audit")).body["rows"]).not.toEqual([]);
    await admin.send("DELETE", `/people/${cast.lule.id}/admin`);
    expect((await calls(token).get("/audit")).body["rows"]).toEqual([]);
    expect((await calls(token).post(`/people/${cast.sam.id}/disable`)).status).toBe(404);
  });

  test("a duty is copied into the next incident, not into those that are open", async () => {
    await admin.post(`/people/${cast.lule.id}/duties`, { role: "AUDITOR" });
    const next = await make.openIncident(cast, "Mail down");
    const lule = calls(await as(cast.lule));
    expect((await lule.get(`/incidents/${next.ref}`)).status).toBe(200);
    expect((await lule.get(`/incidents/${incident.ref}`)).status).toBe(404);
  });

  test("a role opens an incident, its end closes it at once, and it can be given again", async () => {
    const sam = calls(await as(cast.sam));
    const path = `/people/${cast.sam.id}/memberships`;
    expect((await sam.get(`/incidents/${incident.ref}`)).status).toBe(404);
    for (let round = 0; round < 2; round++) {
      expect((await admin.post(path, { ref: incident.ref, role: "AGENCY_STAFF" })).status).toBe(201);
      expect((await sam.get(`/incidents/${incident.ref}`)).status).toBe(200);
      expect((await admin.send("DELETE", `${path}/${incident.ref}/AGENCY_STAFF`)).status).toBe(200);
      expect((await sam.get(`/incidents/${incident.ref}`)).status).toBe(404);
    }
    expect(await newest("membership.ended")).toMatchObject({
      incident_id: incident.id,
      audience: "incident",
      words: { person: "Sam Gjoka", role: "AGENCY_STAFF" },
    });
  });

  test("an outside responder comes for two weeks unless another time is named", async () => {
    const path = `/people/${cast.nadia.id}/memberships`;
    const days = async (said: Record<string, unknown>) => {
      await owner.query("DELETE FROM membership WHERE person_id = $1", [cast.nadia.id]);
      await admin.post(path, { ref: incident.ref, role: "EXTERNAL_RESPONDER", ...said });
      const { rows } = await owner.query<{ days: number | null }>(
        "SELECT round(extract(epoch FROM ends_at - starts_at) / 86400)::int AS days FROM membership WHERE person_id = $1",
        [cast.nadia.id],
      );
      return rows[0]?.days;
    };
    expect([await days({}), await days({ days: 3 })]).toEqual([14, 3]);
  });

  test.each([
    ["an incident that is not there", { ref: "INC-1999-01", role: "AUDITOR" }, "ref"],
    ["a role that is none", { ref: "REF", role: "ADMIN" }, "role"],
    ["no time at all", { ref: "REF", role: "AUDITOR", days: 0 }, "days"],
  ])("a role is refused: %s", async (_what, said, field) => {
    const before = await size();
    const answer = await admin.post(`/people/${cast.sam.id}/memberships`, {
      ...said,
      ref: said.ref.replace("REF", incident.ref),
    });
    expect([answer.status, Object.keys(answer.body["fields"] as object)]).toEqual([422, [field]]);
    expect(await size()).toBe(before);
  });
});

describe("details", () => {
  const person = async (id: string) => (await admin.get(`/people/${id}`)).body;
  const change = async (said: Record<string, unknown>, id = cast.mira.id) => {
    const { name, email, organisationId, version } = await person(id);
    return admin.send("PUT", `/people/${id}`, { name, email, organisationId, version, ...said });
  };

  test("are corrected as they stood when they were read", async () => {
    const { version } = await person(cast.mira.id);
    expect(await change({ name: "Mira Shehu-Leka", email: "MIRA.SHEHU@example.test" })).toMatchObject({
      status: 200,
      body: { version: Number(version) + 1 },
    });
    expect(await person(cast.mira.id)).toMatchObject({ name: "Mira Shehu-Leka", email: "mira.shehu@example.test" });
    expect(await newest()).toMatchObject({ type: "person.changed", words: { person: "Mira Shehu-Leka" } });
    expect(await change({ version, name: "Somebody else" })).toMatchObject({
      status: 409,
      body: { because: "changed-meanwhile" },
    });
  });

  test("are refused with a taken e-mail, or by anybody else", async () => {
    expect(await change({ email: "besa@example.test" })).toMatchObject({
      status: 422,
      body: { fields: { email: "This is already in use." } },
    });
    expect(
      (
        await calls(cast.besa.token).send("PUT", `/people/${cast.mira.id}`, {
          name: "No",
          email: "no@example.test",
          organisationId: cast.mira.organisationId,
          version: 1,
        })
      ).status,
    ).toBe(403);
  });

  test("one's own organisation stays as it is", async () => {
    const { organisationId } = cast.mira;
    expect(await change({ organisationId }, cast.vera.id)).toMatchObject({
      status: 422,
      body: { fields: { organisationId: expect.stringContaining("Nobody") } },
    });
    expect((await change({ name: "Vera Kola-Prifti" }, cast.vera.id)).status).toBe(200);
  });
});

describe("organisations", () => {
  test("are added and corrected by the administrator", async () => {
    const { status, body } = await admin.post("/organisations", {
      name: "Lumen",
      localName: "Lumeni",
      kind: "RESPONDER_VENDOR",
    });
    expect(status).toBe(201);
    expect(await newest()).toMatchObject({ type: "organisation.added", words: { name: "Lumen" } });
    const put = (version: number) =>
      admin.send("PUT", `/organisations/${body["id"]}`, { name: "Lumen Ltd", kind: "RESPONDER_VENDOR", version });
    expect((await put(1)).status).toBe(200);
    expect(await newest()).toMatchObject({ type: "organisation.changed", words: { name: "Lumen Ltd" } });
    expect(await put(1)).toMatchObject({ status: 409, body: { because: "changed-meanwhile" } });
    expect(
      (await admin.send("PUT", `/organisations/${NOBODY}`, { name: "None", kind: "GOV_AGENCY", version: 1 })).status,
    ).toBe(404);
    expect((await admin.post("/organisations", { name: "Lumen", kind: "CLUB" })).status).toBe(422);
    expect((await calls(cast.besa.token).post("/organisations", { name: "Mine", kind: "GOV_AGENCY" })).status).toBe(
      403,
    );
  });
});

describe("by SQL, with the app's password and one's own session, nobody", () => {
  const tries = (name: Name, statement: string) =>
    asRuntime(async (client) => {
      await client.query("BEGIN");
      await client.query("SELECT app.begin($1, true)", [cast[name].token]);
      return client.query(statement).then(
        ({ rowCount }) => rowCount ?? 0,
        () => 0,
      );
    });

  test.each([
    ["changes their own power", "UPDATE person SET is_admin = NOT is_admin WHERE id = app.person_id()"],
    [
      "moves to another organisation",
      "UPDATE person SET organisation_id = (SELECT id FROM organisation WHERE id <> app.organisation_id() LIMIT 1) WHERE id = app.person_id()",
    ],
    [
      "gives themselves a role",
      "INSERT INTO standing_duty (person_id, organisation_id, role) VALUES (app.person_id(), app.organisation_id(), 'AUDITOR')",
    ],
    [
      "makes their session longer",
      "UPDATE session SET expires_at = 'infinity', idle_seconds = NULL WHERE id = app.session_id()",
    ],
    ["makes their session stronger", "UPDATE session SET aal = 3 WHERE id = app.session_id()"],
    ["takes an ended session up again", "UPDATE session SET revoked_at = NULL"],
    [
      "opens a session",
      "INSERT INTO session (token_hash, kind, person_id, factor, expires_at) VALUES ('x', 'browser', app.person_id(), 'sql', 'infinity')",
    ],
  ])("%s", async (_what, statement) => {
    expect(await tries("besa", statement)).toBe(0);
    expect(await tries("vera", statement)).toBe(0);
  });

  test("loses the administrator's power over others", async () => {
    expect(await tries("vera", `UPDATE person SET is_admin = true WHERE id = '${cast.besa.id}'`)).toBe(1);
    expect(await tries("vera", "UPDATE person SET is_admin = false WHERE id = app.person_id()")).toBe(0);
  });
});

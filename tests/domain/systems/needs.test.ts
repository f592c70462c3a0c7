import { beforeAll, describe, expect, test } from "vitest";
import { calls } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import { asRuntime, owner } from "../../support/database";
import { attempt } from "../../support/intruder";
import * as make from "../../support/make";
import { newest, size } from "../../support/record";

let cast: Cast;
beforeAll(async () => {
  cast = await gather();
  await make.openIncident(cast);
  for (const code of ["A", "B", "C", "D"]) await make.addSystem(cast.besa, code, cast.mira);
  await make.addSystem(cast.besa, "OURS", cast.ilir);
});

const api = (name: Name) => calls(cast[name].token);
const need = (name: Name, code: string, needs: string, more: Record<string, unknown> = {}) =>
  api(name).post(`/systems/${code}/needs`, { needs, kind: "needs", ...more });
const confirm = (name: Name, code: string, needs: string) =>
  api(name).post(`/systems/${code}/needs/${needs}/confirmation`);
const end = (name: Name, code: string, needs: string) => api(name).send("DELETE", `/systems/${code}/needs/${needs}`);
const needsOf = async (code: string) =>
  (await api("besa").get(`/systems/${code}`)).body["needs"] as { code: string; confirmed: { by: string } | null }[];

describe("saying what a system needs", () => {
  test("is recorded, and nobody has confirmed it until somebody does", async () => {
    expect((await need("mira", "A", "B")).status).toBe(201);
    expect(await newest()).toMatchObject({
      type: "dependency.added",
      words: { code: "A", needs: "B", kind: "needs", confirmed: false },
    });
    expect(await needsOf("A")).toMatchObject([{ code: "B", confirmed: null }]);
    expect((await confirm("mira", "A", "B")).status).toBe(200);
    expect((await newest()).type).toBe("dependency.confirmed");
    expect(await needsOf("A")).toMatchObject([{ code: "B", confirmed: { by: cast.mira.name } }]);
  });

  test("S1: a circle is refused with the circle written out", async () => {
    await need("mira", "B", "C");
    const before = await size();
    expect(await need("mira", "C", "A")).toMatchObject({
      status: 409,
      body: { because: "circle-written", detail: expect.stringContaining("C → A → B → C") },
    });
    expect(await need("mira", "A", "A")).toMatchObject({
      status: 422,
      body: { fields: { needs: expect.any(String) } },
    });
    expect(await size()).toBe(before);
  });

  test("S1 in the database too: the app's own role cannot write a circle past the program", async () => {
    const write = (from: string, to: string) =>
      asRuntime(async (client) => {
        await client.query("BEGIN");
        await client.query("SELECT app.begin($1, true)", [cast.besa.token]);
        return attempt(
          client,
          `INSERT INTO dependency (system_id, needs_id, kind)
           SELECT f.id, t.id, 'needs' FROM system f, system t WHERE f.code = '${from}' AND t.code = '${to}'`,
        );
      });
    expect(await write("C", "A")).toBe("KU409");
    expect(await write("C", "C")).toBe("KU409");
    expect(await write("C", "D")).toBe(1);
  });

  test("two halves of a circle at once: one is refused, with the circle", async () => {
    for (const code of ["X", "Y"]) await make.addSystem(cast.besa, code, cast.mira);
    const answers = await Promise.all([need("besa", "X", "Y"), need("dritan", "Y", "X")]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body["because"]).toBe("circle-written");
  });

  test("the same need twice, also at once, stands once", async () => {
    const answers = await Promise.all([need("besa", "A", "D"), need("mira", "A", "D"), need("dritan", "A", "D")]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body["because"]).toBe("already-needed");
  });

  test.each<[string, Record<string, unknown>, string]>([
    ["a system that is not there", { needs: "NOSUCH" }, "needs"],
    ["words where a code should be", { needs: "the network" }, "needs"],
    ["any one of no group", { needs: "D", kind: "any" }, "group"],
    ["a group where none is meant", { needs: "D", group: "mail" }, "group"],
    ["a kind that is none", { needs: "D", kind: "likes" }, "kind"],
  ])("%s is refused beside the field", async (_what, said, field) => {
    const answer = await need("besa", "B", "D", said);
    expect([answer.status, Object.keys(answer.body["fields"] as object)]).toEqual([422, [field]]);
  });

  test("alternatives share the name of a group", async () => {
    for (const code of ["M1", "M2"]) await make.addSystem(cast.besa, code, cast.mira);
    for (const code of ["M1", "M2"])
      expect((await need("mira", "D", code, { kind: "any", group: "mail" })).status).toBe(201);
    expect(await needsOf("D")).toMatchObject([{ group: "mail" }, { group: "mail" }]);
  });
});

describe("confirming and ending", () => {
  test("confirming again names the newest who did; twice at once is harmless", async () => {
    const answers = await Promise.all([confirm("besa", "A", "B"), confirm("mira", "A", "B")]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  test("ending takes it from the map, and the map counts on; twice at once it ends once", async () => {
    const version = async () =>
      (await owner.query<{ version: string }>("SELECT version FROM map_version")).rows[0]?.version;
    const before = Number(await version());
    const answers = await Promise.all([end("mira", "A", "B"), end("besa", "A", "B")]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => [404, 409].includes(status))).toHaveLength(1);
    expect((await needsOf("A")).map(({ code }) => code)).toEqual(["D"]);
    expect(Number(await version())).toBeGreaterThan(before);
    expect((await newest("dependency.ended")).words).toEqual({ code: "A", needs: "B" });
  });

  test("what is not needed can be neither confirmed nor ended", async () => {
    expect((await confirm("besa", "A", "C")).status).toBe(404);
    expect((await end("besa", "A", "C")).status).toBe(404);
  });
});

describe("who may", () => {
  test("staff for the systems of their own organisation, whoever keeps what these need", async () => {
    expect((await need("ilir", "OURS", "A")).status).toBe(201);
    expect((await need("ilir", "A", "OURS")).status).toBe(403);
    expect((await confirm("mira", "OURS", "A")).status).toBe(403);
    expect((await end("mira", "OURS", "A")).status).toBe(403);
    expect(await needsOf("OURS")).toMatchObject([{ code: "A", confirmed: null }]);
  });

  test.each(["arta", "agron"] as const)("%s reads and changes nothing", async (name) => {
    for (const answer of [await need(name, "A", "C"), await confirm(name, "OURS", "A"), await end(name, "OURS", "A")])
      expect(answer.status).toBe(403);
  });

  test.each(["piotr", "nadia", "vera", "lule"] as const)("to %s there is nothing here", async (name) => {
    for (const answer of [await need(name, "A", "C"), await confirm(name, "OURS", "A"), await end(name, "OURS", "A")])
      expect(answer.status).toBe(404);
  });
});

import { beforeAll, expect, test } from "vitest";
import type { MapView } from "@/lib/systems/views";
import { calls } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import { owner } from "../../support/database";
import * as make from "../../support/make";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  await make.addSystem(cast.besa, "NET", cast.mira, { kind: "network" });
  await make.addSystem(cast.besa, "PORTAL", cast.mira, { kind: "citizen-service" });
  await make.addNeed(cast.besa, "PORTAL", "NET");
});

const look = async (name: Name = "besa"): Promise<MapView> =>
  (await calls(cast[name].token).get(`/incidents/${incident.ref}/map`)).body as unknown as MapView;
const layouts = async () => (await owner.query<{ version: string }>("SELECT version FROM map_layout")).rows;

test("services stand left of what they need; the places are computed once for each version of the map, by whoever looks first", async () => {
  const map = await look("arta");
  const at = (code: string) => map.systems.find((system) => system.code === code)?.x ?? Number.NaN;
  expect(at("PORTAL")).toBeLessThan(at("NET"));
  expect(map.needs).toEqual([{ from: "PORTAL", to: "NET", kind: "needs", group: null, confirmed: true }]);
  expect(await layouts()).toEqual([{ version: map.mapVersion }]);
  await owner.query(`UPDATE map_layout SET positions = (SELECT jsonb_object_agg(id, '[7, 8]'::jsonb) FROM system)`);
  expect((await look()).systems.every(({ x, y }) => x === 7 && y === 8)).toBe(true);
});

test("a change of the map makes new places and takes the old ones away", async () => {
  await make.addSystem(cast.besa, "TAX", cast.mira, { kind: "citizen-service" });
  const map = await look();
  expect(new Set(map.systems.map(({ x, y }) => `${x} ${y}`)).size).toBe(3);
  expect(await layouts()).toEqual([{ version: map.mapVersion }]);
});

test("each system is shown as the board shows it, with what it waits for", async () => {
  await calls(cast.besa.token).post(`/incidents/${incident.ref}/systems/states`, {
    systems: [{ code: "NET", version: 0 }],
    state: "down",
    reason: "Wiped",
  });
  expect((await look()).systems.find(({ code }) => code === "PORTAL")).toMatchObject({
    shown: "stopped_by_dependency",
    path: [{ code: "PORTAL" }, { code: "NET" }],
  });
});

test("two who look at once both see it", async () => {
  await owner.query("DELETE FROM map_layout");
  const seen = await Promise.all((["besa", "dritan", "ilir"] as const).map(look));
  expect(seen.map(({ systems }) => systems)).toEqual([seen[0]?.systems, seen[0]?.systems, seen[0]?.systems]);
  expect(await layouts()).toHaveLength(1);
});

test.each(["piotr", "sam", "lule", "vera"] as const)("to %s there is no map", async (name) => {
  expect((await calls(cast[name].token).get(`/incidents/${incident.ref}/map`)).status).toBe(404);
});

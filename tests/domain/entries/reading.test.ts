import { beforeAll, expect, test } from "vitest";
import { asActor } from "@/lib/access/as-actor";
import { countLater, getChoices, getReading, getSpan } from "@/lib/entries/reading-queries";
import { calls } from "../../support/api";
import { as } from "../../support/as";
import { type Cast, gather, type Member } from "../../support/cast";
import { owner } from "../../support/database";
import * as make from "../../support/make";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
});

const actorOf = (who: Member) => asActor(who.token, async (_tx, actor) => actor);
const reading = async (who: Member) => getReading(await actorOf(who), incident.id);
const keep = (who: Member, until: unknown, token = who.token) =>
  calls(token).send("PUT", `/incidents/${incident.ref}/reading`, { until });

test("who comes for the first time has missed nothing; who comes back sees what came since", async () => {
  const first = await reading(cast.mira);
  expect(first.since).toBeNull();
  expect((await keep(cast.mira, first.newest)).status).toBe(200);
  expect((await reading(cast.mira)).since).toMatchObject({ entries: 0, keyEvents: 0 });
  await make.addEntry(cast.ilir, incident, "One");
  await make.addEntry(cast.ilir, incident, { text: "Two", key: true });
  await make.addRedEntry(cast.besa, incident, [cast.dritan]);
  await make.addEntry(cast.besa, incident, { text: "Command", audience: "command", key: true });
  const { since, newest } = await reading(cast.mira);
  expect(since).toMatchObject({ entries: 2, keyEvents: 1 });

  const recordedFrom = new Date((since?.readUntil.getTime() ?? 0) + 1).toISOString();
  const { body } = await calls(cast.mira.token).get(
    `/incidents/${incident.ref}/entries?${new URLSearchParams({ written: "1", recordedFrom })}`,
  );
  expect((body["rows"] as { text: string }[]).map(({ text }) => text)).toEqual(["Two", "One"]);

  await keep(cast.mira, newest);
  expect((await reading(cast.mira)).since).toMatchObject({ entries: 0 });
});

test("the mark never goes back, and never beyond now", async () => {
  await keep(cast.ilir, "2999-01-01T00:00:00Z");
  const { rows } = await owner.query("SELECT read_until <= now() AS past FROM reading WHERE person_id = $1", [
    cast.ilir.id,
  ]);
  expect(rows).toEqual([{ past: true }]);
  const { body } = await keep(cast.ilir, "2001-01-01T00:00:00Z");
  expect(new Date(String(body["readUntil"])).getFullYear()).toBeGreaterThan(2001);
});

test("an outside responder counts only what exists for them", async () => {
  await keep(cast.piotr, "2001-01-01T00:00:00Z");
  await make.addEntry(cast.piotr, incident, "Ours");
  expect((await reading(cast.piotr)).since).toMatchObject({ entries: 1, keyEvents: 0 });
});

test("a stranger, somebody who has left and a token that only reads keep nothing; nonsense is refused", async () => {
  for (const who of [cast.sam, cast.lule, cast.vera])
    expect((await keep(who, "2026-01-01T00:00:00Z")).status).toBe(404);
  const readOnly = await as(cast.ilir, { kind: "api-token", scope: "read" });
  expect((await keep(cast.ilir, "2026-01-01T00:00:00Z", readOnly)).status).toBe(403);
  for (const until of ["yesterday", null, 5, undefined]) expect((await keep(cast.ilir, until)).status).toBe(422);
  const { rows } = await owner.query("SELECT 1 FROM reading WHERE person_id = ANY ($1)", [
    [cast.sam.id, cast.lule.id, cast.vera.id],
  ]);
  expect(rows).toEqual([]);
});

test("the span of the record, what came later and the people to choose from are those of the reader", async () => {
  const { rows } = await owner.query<{ at: Date }>("SELECT max(recorded_at) AS at FROM entry");
  const at = rows[0]?.at.toISOString() ?? "";
  await make.addEntry(cast.ilir, incident, "After");
  await make.addRedEntry(cast.besa, incident, [cast.dritan], "Hidden and after");
  const [ilir, besa, piotr] = [await actorOf(cast.ilir), await actorOf(cast.besa), await actorOf(cast.piotr)];
  expect([
    await countLater(ilir, incident.id, at),
    await countLater(besa, incident.id, at),
    await countLater(piotr, incident.id, at),
  ]).toEqual([1, 2, 0]);
  expect((await getSpan(besa, incident.id))?.to.getTime()).toBeGreaterThan(
    (await getSpan(ilir, incident.id))?.to.getTime() ?? 0,
  );
  expect((await getChoices(piotr, incident.id)).people.map(({ name }) => name)).toEqual([cast.piotr.name]);
  expect((await getChoices(ilir, incident.id)).people.length).toBeGreaterThan(5);
});

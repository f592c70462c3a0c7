import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { calls } from "../../support/api";
import { as } from "../../support/as";
import { type Cast, gather, type Name } from "../../support/cast";
import { owner } from "../../support/database";
import * as make from "../../support/make";
import { follow, type Stream } from "../../support/stream";

let cast: Cast;
let incident: make.MadeIncident;
const open: Stream[] = [];
beforeAll(async () => {
  cast = await gather();
});
beforeEach(async () => {
  incident = await make.openIncident(cast);
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});

const arrives = async (name: Name, options: Parameters<typeof as>[1] = {}) => {
  const stream = await follow(await as(cast[name], options), incident.ref);
  open.push(stream);
  return stream;
};
const ask = async (name: Name) => calls(await as(cast[name])).get(`/incidents/${incident.ref}/presence`);

/** Asks until so many people are here: arrivals are told together, at the next fixed moment. */
async function hereFor(name: Name, people: number): Promise<unknown> {
  for (let tries = 0; tries < 40; tries += 1) {
    const { body } = await ask(name);
    if (body["people"] === people) return body;
    await new Promise((soon) => setTimeout(soon, 50));
  }
  throw new Error(`never were there ${people} people: ${(await ask(name)).text}`);
}

const minutesPass = (seconds: number) =>
  owner.query("UPDATE presence SET seen_at = seen_at - make_interval(secs => $1)", [seconds]);

test("whoever has a live stream is here, by organisation, and counts once however many pages they have open", async () => {
  for (const name of ["ilir", "mira", "besa"] as const) await arrives(name);
  await arrives("ilir");
  expect(await hereFor("mira", 3)).toEqual({
    people: 3,
    organisations: 2,
    here: [
      { organisation: "AKCESK", people: ["Besa Hoxha", "Ilir Prifti"] },
      { organisation: "AKSHI", people: ["Mira Shehu"] },
    ],
  });
});

test("an outside responder is seen by those inside, and is told nothing of it, not even that they are here themselves", async () => {
  await arrives("piotr");
  await arrives("besa");
  await hereFor("besa", 2);
  for (const name of ["piotr", "nadia", "sam", "lule", "vera"] as const)
    expect([name, (await ask(name)).status]).toEqual([name, 404]);
});

test("leadership and the auditor see who is here, as they see who belongs to the incident", async () => {
  await arrives("besa");
  for (const name of ["arta", "agron"] as const) await hereFor(name, 1);
});

test("a machine with a token is nobody", async () => {
  await arrives("ilir", { kind: "api-token" });
  await arrives("besa");
  await hereFor("besa", 1);
});

test("after a minute without a word from any server nobody is here; an open stream's next word brings them back", async () => {
  await arrives("ilir");
  await hereFor("besa", 1);
  await minutesPass(60);
  expect((await ask("besa")).body["people"]).toBe(0);
  await arrives("ilir");
  await hereFor("besa", 1);
});

test("being here in one incident is nothing in another", async () => {
  const other = await make.openIncident(cast, "Elsewhere");
  await arrives("ilir");
  await hereFor("besa", 1);
  const { body } = await calls(await as(cast.besa)).get(`/incidents/${other.ref}/presence`);
  expect(body["people"]).toBe(0);
});

test("nobody can say that they are here without a session, or in an incident that is not theirs", async () => {
  for (const token of [await as(cast.sam), await as(cast.fatos), await as(cast.ilir, { endsIn: -1 }), "x".repeat(43)])
    await owner.query("SELECT app.be_here($1, $2)", [incident.id, [token]]);
  expect((await ask("besa")).body["people"]).toBe(0);
});

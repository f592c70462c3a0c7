import { beforeAll, describe, expect, test } from "vitest";
import { sentenceOf } from "@/lib/record/sentences";
import { type Answer, calls } from "../../support/api";
import { type Cast, gather } from "../../support/cast";
import { owner } from "../../support/database";
import { Decision, expectOk } from "../../support/decisions";
import * as make from "../../support/make";
import { newProbe, posts, type TestProbe } from "../../support/probe";
import { newest, size } from "../../support/record";

/** Confirming counts when two independent points outside see it, or somebody says why it counts all the same (ADR 026). */
let cast: Cast;
let incident: make.MadeIncident;
let home: TestProbe;
let abroad: TestProbe;
beforeAll(async () => {
  cast = await gather();
  home = await newProbe(cast.besa, "Tirana, home line", "Home line");
  abroad = await newProbe(cast.besa, "Vienna", "University");
});

const probe = "https://portal.example/";
/** A system with an address of its own in a fresh incident. */
async function scene(facts: Record<string, unknown> = { probe }): Promise<string> {
  incident = await make.openIncident(cast);
  const code = `APP-${crypto.randomUUID().slice(0, 8).toUpperCase()}`;
  return make.addSystem(cast.besa, code, cast.mira, { tier: 3, ...facts });
}
async function carriedOut(codes: string[], raw: Record<string, unknown> = {}): Promise<Decision> {
  const decision = await Decision.propose(cast.ilir, incident, codes, raw);
  await expectOk(decision.approve(cast.dritan));
  await decision.carryOut(cast.ilir);
  return decision;
}
const look = async (seen: string, codes: string[], ...from: TestProbe[]) => {
  const results = codes.map((code) => ({ code, seen }));
  for (const one of from) expect((await posts(one, results)).status).toBe(200);
};
const verify = (decision: Decision, raw: Record<string, unknown> = {}) =>
  decision.act(cast.mira, "verification", { reason: "It is as it was meant", ...raw });
const refusedField = ({ status, body }: Answer) => [status, Object.keys((body["fields"] as object) ?? {})];
const outsideOf = async (decision: Decision) =>
  (await decision.view(cast.besa))["outside"] as { systems: Record<string, unknown>[]; unconfirmed: number } | null;
/** The systems of the other scenes were told to go on, and do. */
const othersUp = async (decision: Decision, but: string[] = []) => {
  const { systems } = (await outsideOf(decision)) ?? { systems: [] };
  const others = systems.filter((one) => one["why"] === "goes-on" && one["watched"]).map((one) => String(one["code"]));
  await look(
    "reachable",
    others.filter((code) => !but.includes(code)),
    home,
    abroad,
  );
};
const missing = [422, ["unconfirmed"]];
const said = "The line of the ministry is down, the desk was called";
/** Everything seen so far becomes older, as if time had passed. */
const later = () => owner.query("UPDATE outside_check SET seen_at = seen_at - interval '16 minutes'");

describe("a stop", () => {
  test("is confirmed by two independent points that do not reach it, and by no less", async () => {
    const code = await scene();
    const stop = await carriedOut([code]);
    expect(await outsideOf(stop)).toMatchObject({
      unconfirmed: 1,
      systems: [{ code, why: "scope", expected: "off", verdict: "none", watched: true }],
    });
    const before = await size();
    expect(refusedField(await verify(stop))).toEqual(missing);
    expect([await stop.state(), await size()]).toEqual(["in-force", before]);
    await look("not-reachable", [code], home);
    expect(refusedField(await verify(stop))).toEqual(missing);
    await look("not-reachable", [code], abroad);
    expect(await outsideOf(stop)).toMatchObject({ unconfirmed: 0, systems: [{ verdict: "agree", points: 2 }] });
    await later();
    expect(refusedField(await verify(stop))).toEqual(missing);
    await look("not-reachable", [code], home, abroad);
    await expectOk(verify(stop, { unconfirmed: "Nobody will need this" }));
    const { words } = (await newest("decision.verified")) as { words: Record<string, unknown> };
    expect(words).toMatchObject({ confirmed: code, reason: "It is as it was meant" });
    expect(words).not.toHaveProperty("because");
  });

  test("that somebody still reaches needs the reason, which stands in its line", async () => {
    const code = await scene();
    const stop = await carriedOut([code]);
    await othersUp(stop);
    await look("reachable", [code], home, abroad);
    const { systems } = (await outsideOf(stop)) ?? { systems: [] };
    expect(systems[0]).toMatchObject({ code, verdict: "disagree", against: 2 });
    expect(refusedField(await verify(stop))).toEqual(missing);
    expect(refusedField(await verify(stop, { unconfirmed: "" }))).toEqual(missing);
    await expectOk(verify(stop, { unconfirmed: said }));
    const { words } = (await newest("decision.verified")) as { words: Record<string, unknown> };
    expect(words).toMatchObject({ unconfirmed: code, because: said });
    expect(sentenceOf("en", "decision.verified", words)).toContain(
      `Not confirmed from outside (${code}), because: ${said}`,
    );
    expect(sentenceOf("sq", "decision.verified", words)).toContain(`sepse: ${said}`);
  });

  test("is asked for what goes on as well: what people were told would work has to be seen up", async () => {
    const code = await scene({});
    const other = `TAX-${crypto.randomUUID().slice(0, 8).toUpperCase()}`;
    await make.addSystem(cast.besa, other, cast.mira, { tier: 3, probe });
    const stop = await carriedOut([code]);
    const { systems } = (await outsideOf(stop)) ?? { systems: [] };
    expect(systems).toContainEqual(expect.objectContaining({ code: other, why: "goes-on", expected: "answers" }));
    expect(systems).toContainEqual(expect.objectContaining({ code, why: "scope", watched: false }));
    await othersUp(stop, [other]);
    await look("not-reachable", [other], home, abroad);
    expect(refusedField(await verify(stop))).toEqual(missing);
    await look("reachable", [other], home, abroad);
    await expectOk(verify(stop));
  });

  test("of what nobody can look at asks for nothing; one look of a person is enough to ask for two", async () => {
    const code = await scene({});
    const stop = await carriedOut([code], { type: "keep-up", title: "Keep it up" });
    const saw = (who: "ilir" | "mira", network: string) =>
      calls(cast[who].token).post(`/incidents/${incident.ref}/systems/${code}/outside-checks`, {
        point: network,
        network,
        seen: "reachable",
      });
    await expectOk(saw("ilir", "Phone"));
    expect(refusedField(await verify(stop))).toEqual(missing);
    await expectOk(saw("mira", "Hotel in Vienna"));
    await expectOk(verify(stop));
  });
});

test("what is kept up has to be seen up", async () => {
  const code = await scene();
  const kept = await carriedOut([code], { type: "keep-up", title: "Keep it up" });
  await look("not-reachable", [code], home, abroad);
  expect(refusedField(await verify(kept))).toEqual(missing);
  await look("reachable", [code], home, abroad);
  await expectOk(verify(kept));
});

test("a return: the stage for all, and who confirms it, need it seen up; the stages before do not", async () => {
  const code = await scene();
  const stop = await carriedOut([code]);
  for (const criterion of [1, 2])
    await expectOk(stop.act(cast.dritan, `criteria/${criterion}/waiver`, { reason: "It is an exercise" }));
  const back = await Decision.propose(cast.ilir, incident, [code], {
    type: "restore",
    title: "Bring it back",
    undoes: stop.number,
  });
  await expectOk(back.approve(cast.dritan));
  await expectOk(back.act(cast.besa, "execution"));
  await back.takeSteps(cast.ilir);
  const stage = (name: string, raw: Record<string, unknown> = {}) =>
    back.act(cast.besa, "stages", { stage: name, conditions: "Watched for an hour", ...raw });
  await look("not-reachable", [code], home, abroad);
  await expectOk(stage("internal"));
  await expectOk(stage("limited", { limits: "from inside the country" }));
  const before = await size();
  expect(refusedField(await stage("all"))).toEqual(missing);
  expect([await size(), await stop.state()]).toEqual([before, "partially-restored"]);
  await expectOk(stage("all", { unconfirmed: said }));
  expect(await newest("decision.stage-opened")).toMatchObject({ words: { unconfirmed: code, because: said } });
  await expectOk(back.act(cast.besa, "turning-back", { reason: "Not yet" }));
  await expectOk(stage("internal"));
  await look("reachable", [code], home, abroad);
  await expectOk(stage("all"));
  expect(await newest("decision.stage-opened")).toMatchObject({ words: { stage: "all", confirmed: code } });
  await expectOk(back.act(cast.ilir, "completion"));
  await look("wrong-content", [code], home, abroad);
  expect(refusedField(await verify(back))).toEqual(missing);
  await look("slow", [code], home, abroad);
  await expectOk(verify(back));
});

test("a decision that is not seen from outside asks for nothing", async () => {
  await scene();
  const help = await carriedOut([], { type: "ask-for-help", title: "More hands" });
  expect(await outsideOf(help)).toBeNull();
  await expectOk(verify(help));
});

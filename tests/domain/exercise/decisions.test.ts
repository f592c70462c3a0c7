import { beforeAll, describe, expect, test } from "vitest";
import { downtimes, type MovedAct } from "@/lib/decisions/downtime";
import { sentenceOf } from "@/lib/record/sentences";
import { outcomes } from "@/lib/systems/blast";
import { shownState } from "@/lib/systems/derived";
import type { Need } from "@/lib/systems/graph";
import type { SystemState } from "@/lib/systems/states";
import { owner } from "../../support/database";
import { attack, load, type Raw, refused, wholeDatabase } from "./console";

const REF = "AL-2022-07-15";
const file: Raw = attack();
const time = (said: string | null | undefined) => (said ? new Date(said).getTime() : null);
const rowOf = (change: (decision: Raw) => void, id = "DEC-05"): Raw => {
  const broken = attack();
  change(broken.decisions.find((one: Raw) => one.id === id));
  return broken;
};

describe("before anything is loaded", () => {
  test.each<[string, string, (decision: Raw) => void]>([
    ["a system", "systems", (one) => one.systems.push("SYS-NONE")],
    ["who proposed", "proposedBy", (one) => Object.assign(one, { proposedBy: "P-99" })],
    ["who decided", "decidedBy", (one) => Object.assign(one, { decidedBy: "P-99" })],
    ["who carried it out", "executedBy", (one) => Object.assign(one, { executedBy: "P-99" })],
    ["who verified", "verifiedBy", (one) => Object.assign(one, { verifiedBy: "P-99" })],
    [
      "who met a condition",
      "restoration.verifiedBy",
      (one) => Object.assign(one.restoration[0], { verifiedBy: "P-99" }),
    ],
    ["the stop that it ends", "restores", (one) => Object.assign(one, { restores: "DEC-99" })],
  ])("a reference of a decision that leads nowhere is named: %s", async (_what, field, breaks) => {
    const before = await wholeDatabase();
    const { message, lines } = await refused(load(rowOf(breaks)));
    expect(message).toContain("Nothing was stored");
    expect(lines.some((line) => line.startsWith(`DEC-05: ${field}: there is no`))).toBe(true);
    expect(await wholeDatabase()).toBe(before);
  });

  test("what is off, or back, without a decision that does so is refused by its system", async () => {
    const broken = attack();
    const step = (state: string) =>
      broken.systems.find(({ id }: Raw) => id === "SYS-MAIL").statusHistory.find((one: Raw) => one.state === state);
    step("DOWN_DEFENSIVE").decisionId = null;
    step("RESTORING").decisionId = "DEC-03";
    expect((await refused(load(broken))).lines).toEqual([
      "SYS-MAIL: statusHistory: DOWN_DEFENSIVE at 2022-07-16T19:00:00Z names no decision that does so",
      "SYS-MAIL: statusHistory: RESTORING at 2022-07-27T08:00:00Z names no decision that does so",
    ]);
  });

  test("a decision that is closed tells by whom and when, in order", async () => {
    const { lines } = await refused(
      load(rowOf((one) => Object.assign(one, { verifiedBy: null, decidedAt: "2022-07-17T08:00:00Z" }))),
    );
    expect(lines[0]).toBe("DEC-05: verifiedBy: a decision that is CLOSED tells it");
    expect(lines[1]).toContain("must follow one another");
  });

  test("who proposed cannot approve in history either, and nothing was stored", async () => {
    const before = await wholeDatabase();
    const { lines } = await refused(load(rowOf((one) => Object.assign(one, { proposedBy: "P-01" }))));
    expect(lines[0]).toMatch(/^DEC-05: /);
    expect(await wholeDatabase()).toBe(before);
  }, 60_000);
});

describe("loaded", () => {
  let lines: Raw[];
  beforeAll(async () => {
    await load(file);
    const { rows } = await owner.query(
      `SELECT e.type, e.occurred_at AS at, e.recorded_at AS recorded, d.number, s.code, b.body::jsonb AS words FROM entry e
       JOIN entry_body b ON b.entry_id = e.id JOIN incident i ON i.id = e.incident_id
       LEFT JOIN decision d ON d.id = e.subject_id LEFT JOIN system s ON s.id = e.subject_id
       WHERE i.ref = $1 AND (e.type LIKE 'decision.%' OR e.type LIKE 'delegation.%' OR e.type = 'system.state-set') ORDER BY e.seq`,
      [REF],
    );
    lines = rows;
  }, 120_000);

  const of = (...types: string[]) => lines.filter(({ type }) => types.includes(type));

  test("all fifteen decisions, with who and when, in the order of the file", async () => {
    const { rows } = await owner.query(
      `SELECT d.number, d.type, d.title, d.state, p.code AS proposed, d.proposed_at, d.decided_at, x.code AS started, d.started_at, d.finished_at,
         d.verified_at, d.closed_at, d.ratified_at, u.number AS undoes,
         (SELECT array_agg(q.code ORDER BY a.given_at) FROM approval a JOIN person q ON q.id = a.person_id WHERE a.decision_id = d.id) AS answered,
         (SELECT array_agg(s.code ORDER BY c.position) FROM decision_scope c JOIN system s ON s.id = c.system_id WHERE c.decision_id = d.id) AS scope
       FROM decision d LEFT JOIN decision u ON u.id = d.undoes_id LEFT JOIN person p ON p.id = d.proposed_by_id LEFT JOIN person x ON x.id = d.started_by_id
       ORDER BY d.number`,
    );
    const types: Record<string, string> = { KEEP_OPERATIONAL: "keep-up", MAINTENANCE_WINDOW: "maintenance-window" };
    const numberOf = (id: string | undefined) => (id ? Number(id.slice(4)) : null);
    const wanted = file.decisions.map((one: Raw, index: number) => ({
      number: index + 1,
      type: types[one.type] ?? one.type.toLowerCase(),
      title: one.title,
      state: one.status.toLowerCase(),
      proposed: one.proposedBy,
      proposed_at: time(one.proposedAt),
      decided_at: time(one.decidedAt),
      started: one.executedBy,
      started_at: time(one.executedFrom),
      finished_at: time(one.executedTo),
      verified_at: time(one.verifiedAt),
      closed_at: time(one.closedAt),
      ratified_at: time(one.ratifiedAt),
      undoes: numberOf(one.restores ?? one.extends),
      answered: [one.decidedBy, one.ratifiedBy].filter(Boolean),
      scope: one.systems,
    }));
    const got = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, value instanceof Date ? value.getTime() : value]),
      ),
    );
    expect(got).toEqual(wanted);
    expect(got).toHaveLength(15);
  });

  test("each went through the states of its life in the file, at their times, as the record tells", () => {
    const states: Record<string, string> = {
      "decision.proposed": "PROPOSED",
      "decision.approved": "APPROVED",
      "decision.rejected": "REJECTED",
      "decision.started": "EXECUTING",
      "decision.acted-on": "EXECUTING",
      "decision.finished": "DONE",
      "decision.verified": "VERIFIED",
      "decision.closed": "CLOSED",
    };
    file.decisions.forEach((one: Raw, index: number) => {
      const own = lines.filter(({ number }) => number === index + 1);
      const partly = own.find(
        ({ type, words }) => type === "decision.restored" && words.state === "partially-restored",
      );
      const lived = own.flatMap((line) =>
        line === partly ? [["PARTIALLY_RESTORED", line]] : states[line.type] ? [[states[line.type], line]] : [],
      );
      const wanted = one.lifecycle.map(({ state, at }: Raw) => [
        ["IN_FORCE", "EXECUTED"].includes(state) ? "DONE" : state,
        time(at),
      ]);
      expect(
        lived.map(([state, line]: Raw) => [state, line.recorded.getTime()]),
        one.id,
      ).toEqual(wanted);
    });
  });

  test("what did not keep a rule of ours says so in the words of its line, and nobody is said to have looked", async () => {
    const approved = of("decision.approved", "decision.ratified");
    expect(approved).toHaveLength(17);
    for (const { words } of approved) {
      expect(words.reason).toMatch(/^historical: .*rule D7 not met/);
      expect(words.reason.includes("rule D5 not met"), words.name).toBe(words.given < words.needed);
      expect(sentenceOf("en", "decision.approved", words)).toContain("no second factor");
      expect(sentenceOf("sq", "decision.approved", words)).toContain("pa faktor të dytë");
    }
    expect(approved.filter(({ words }) => words.given < words.needed).map(({ words }) => words.name)).toEqual([
      "D-001",
      "D-003",
      "D-005",
      "D-007",
      "D-008",
      "D-009",
      "D-010",
      "D-011",
      "D-012",
      "D-013",
      "D-014",
      "D-015",
    ]);
    const late = of("decision.finished").filter(({ words }) => words.historical);
    expect(late.map(({ words }) => words.name)).toEqual(["D-005", "D-007", "D-008", "D-011", "D-015"]);
    for (const { words } of late)
      expect(sentenceOf("sq", "decision.finished", words)).toContain("[historical: rule D10 not met (not back: SYS-");
    const finished = new Map(of("decision.finished").map((line) => [line.number, line.recorded]));
    for (const { number, recorded, words } of of("decision.stage-opened"))
      expect(
        words.conditions.startsWith("historical: rule S6 not met"),
        `${words.name} ${recorded.toISOString()}`,
      ).toBe(recorded > finished.get(number));
    expect((await owner.query("SELECT 1 FROM preview_opening")).rowCount).toBe(0);
  });

  test("every time a system was switched off, and every step back, is an act of the decision that the file names", () => {
    const words: Record<string, string> = {
      DOWN_DEFENSIVE: "shut_down",
      DOWN_ATTACK: "down",
      DOWN_MAINTENANCE: "maintenance",
    };
    for (const { id, statusHistory } of file.systems) {
      const moved = lines.filter(({ code }) => code === id).map(({ at, words: { to } }) => [to, at.getTime()]);
      const wanted = statusHistory
        .filter(({ state }: Raw, index: number) => state !== "DOWN_DEPENDENCY" && index > 0)
        .map(({ state, at }: Raw) => [words[state] ?? state.toLowerCase(), time(at)]);
      expect(moved, id).toEqual(wanted);
      const off = statusHistory.find(({ state }: Raw) => state === "DOWN_DEFENSIVE");
      const reason = lines.find(({ code, words: { to } }) => code === id && to === "shut_down")?.words.reason;
      if (off) expect(reason, id).toContain(`D-0${off.decisionId.slice(4)}`);
    }
  });

  const acts = (): MovedAct[] =>
    lines.flatMap(({ code, at, words }) => (code ? [{ code, at, to: words.to as SystemState }] : []));
  const works = ["OPERATIONAL", "DEGRADED", "RESTORED_LIMITED"];

  test("at every moment, replayed, a system is shown as working exactly when the file says so, and never while something it needs is off", async () => {
    const { rows: needs } = await owner.query<Need>(
      `SELECT a.code AS "from", b.code AS "to", d.kind, d."group", d.confirmed_at IS NOT NULL AS confirmed
       FROM dependency d JOIN system a ON a.id = d.system_id JOIN system b ON b.id = d.needs_id`,
    );
    const byCode = new Map<string, Raw>(file.systems.map((one: Raw) => [one.id, one]));
    const moments = [
      ...new Set<string>(file.systems.flatMap((one: Raw) => one.statusHistory.map(({ at }: Raw) => at))),
    ].sort();
    const told = acts();
    const wrong: string[] = [];
    for (const at of moments) {
      const moment = new Date(at);
      const states = new Map<string, SystemState>([...byCode.keys()].map((code) => [code, "operational"]));
      for (const act of told) if (act.at <= moment) states.set(act.code, act.to);
      const own = (code: string) => ["operational", "degraded", "restored_limited"].includes(states.get(code) ?? "");
      const hasNeeds = (code: string): boolean =>
        [byCode.get(code).hostedOn, ...byCode.get(code).dependsOn]
          .filter(Boolean)
          .every((need: string) => own(need) && hasNeeds(need));
      const found = outcomes(
        [...states].map(([id, state]) => ({ id, state })),
        needs,
      );
      for (const [code, state] of states) {
        const outcome = found.get(code);
        if (!outcome) throw new Error(code);
        const shown = shownState({ state, confirmedAt: moment }, outcome, moment);
        const shownWorking = ["operational", "degraded", "restored_limited", "limited_by_dependency"].includes(shown);
        const said = byCode.get(code).statusHistory.findLast((one: Raw) => one.at <= at)?.state;
        if (shownWorking && !hasNeeds(code)) wrong.push(`${code} ${at} works without what it needs`);
        if (shownWorking !== works.includes(said))
          wrong.push(`${code} ${at} is shown ${shown}, and the file says ${said}`);
      }
    }
    expect(moments.length).toBeGreaterThan(60);
    expect(wrong).toEqual([]);
  });

  test("the downtime of each system, from the acts alone, is what its history in the file gives", () => {
    const from = new Date("2022-07-14T22:00:00Z");
    const until = new Date("2022-10-31T00:00:00Z");
    const got = new Map(
      downtimes(acts(), from, until).map(({ code, total, by }) => [code, { total, off: by.shut_down ?? 0 }]),
    );
    for (const { id, statusHistory } of file.systems) {
      const wanted = { total: 0, off: 0 };
      let own = "OPERATIONAL";
      statusHistory.forEach(({ at, state }: Raw, index: number) => {
        own = state === "DOWN_DEPENDENCY" ? own : state;
        const took = (time(statusHistory[index + 1]?.at) ?? until.getTime()) - new Date(at).getTime();
        if (![...works, "DECOMMISSIONED"].includes(own)) wanted.total += took;
        if (own === "DOWN_DEFENSIVE") wanted.off += took;
      });
      expect(got.get(id) ?? { total: 0, off: 0 }, id).toEqual(wanted);
    }
    expect(Math.round((got.get("SYS-EALB")?.total ?? 0) / 60_000)).toBe(83 * 60 + 599);
  });

  test("the owner itself is past a rule only on the loader's clock and under a mark", async () => {
    const { rows } = await owner.query("SELECT id FROM incident WHERE ref = $1", [REF]);
    const client = await owner.connect();
    const isHistory = async (clock: string, mark: string) => {
      await client.query("BEGIN");
      const settings = "SELECT set_config('app.loader_clock', $1, true), set_config('app.historical', $2, true)";
      await client.query(settings, [clock, mark]);
      const answer = await client.query("SELECT app.is_history($1) AS is", [rows[0].id]);
      await client.query("ROLLBACK");
      return answer.rows[0].is;
    };
    const clock = "2022-07-16T19:00:00Z";
    const mark = "historical: rule D5 not met";
    expect(await isHistory(clock, mark)).toBe(true);
    expect(await isHistory(clock, "")).toBe(false);
    expect(await isHistory("", mark)).toBe(false);
    client.release();
  });
});

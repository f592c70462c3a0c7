import { beforeAll, expect, test } from "vitest";
import { asActor } from "@/lib/access/as-actor";
import { reportOf } from "@/lib/exercise/report";
import { outcomes } from "@/lib/systems/blast";
import { loadNeeds } from "@/lib/systems/load";
import type { SystemState } from "@/lib/systems/states";
import { getWhatIf } from "@/lib/systems/what-if-queries";
import { as } from "../../support/as";
import { owner } from "../../support/database";
import { asTheApp, attack, load, type Raw } from "./console";

const REF = "AL-2022-07-15";
const file: Raw = attack();
let token: string;
let told: string[];
beforeAll(async () => {
  told = reportOf((await load(file)).file);
  const { rows } = await owner.query(
    `SELECT person_id AS id FROM membership m JOIN incident i ON i.id = m.incident_id WHERE i.ref = $1 AND role = 'INCIDENT_COMMANDER' LIMIT 1`,
    [REF],
  );
  token = await as(rows[0]);
});

const words: Record<string, string> = { DOWN_ATTACK: "down", DOWN_MAINTENANCE: "maintenance" };
const ours = (said: string) => words[said] ?? said.toLowerCase();

test("all forty systems end as the file says they stand now, on both axes", async () => {
  const { rows } = await owner.query<{ code: string; state: string; compromise: string }>(
    `SELECT s.code, coalesce(t.state, 'operational') AS state, coalesce(t.compromise, 'not-assessed') AS compromise
     FROM system s LEFT JOIN system_state t ON t.system_id = s.id ORDER BY s.code`,
  );
  const wanted = file.systems.map((one: Raw) => ({
    code: one.id,
    state: ours(one.currentState),
    compromise: one.currentCompromise.toLowerCase().replaceAll("_", "-"),
  }));
  expect(rows).toEqual(wanted.toSorted((a: Raw, b: Raw) => (a.code < b.code ? -1 : 1)));
  expect(rows).toHaveLength(40);
});

test("the console says how many systems, steps and decisions there are, and that nothing of them is left out", () => {
  expect(told.join(" ")).toContain("40 systems with");
  expect(told.join(" ")).toContain("15 decisions, 14 of them carried out");
  expect(told.join(" ")).not.toMatch(/Left out|decisions 15/);
});

test("each change is a line of the record, by somebody who may, with the time at which it happened", async () => {
  const { rows } = await owner.query(
    `SELECT count(*)::int AS lines, count(*) FILTER (WHERE actor_id IS NULL OR occurred_at IS NULL)::int AS poor FROM entry
     WHERE type IN ('system.state-set', 'system.compromise-set')`,
  );
  expect(rows[0]).toMatchObject({ poor: 0 });
  expect(rows[0].lines).toBeGreaterThan(100);
  const cleaned = await owner.query(
    `SELECT count(*)::int AS same FROM entry c JOIN entry v ON v.subject_id = c.subject_id AND v.actor_id = c.actor_id
     JOIN entry_body cb ON cb.entry_id = c.id JOIN entry_body vb ON vb.entry_id = v.id
     WHERE c.type = 'system.compromise-set' AND v.type = c.type AND cb.body::jsonb->>'to' = 'cleaned' AND vb.body::jsonb->>'to' = 'verified-clean'`,
  );
  expect(cleaned.rows[0].same).toBe(0);
});

test("whatever the file calls stopped by what it needs is shown so, where no decision is the cause", async () => {
  const agreed: string[] = [];
  const needs = await asTheApp(() => asActor(token, (tx) => loadNeeds(tx)));
  for (const one of file.systems)
    for (const { at, state } of one.statusHistory) {
      if (state !== "DOWN_DEPENDENCY" || offByDecision(one.id, at)) continue;
      const standing = await statesAt(at);
      const { id } = standing.find(({ code }) => code === one.id) ?? { id: "" };
      expect(outcomes(standing, needs).get(id)?.service, `${one.id} ${at}`).toBe("stops");
      agreed.push(`${one.id} ${at}`);
    }
  expect(agreed).toEqual(["SYS-EDU 2022-07-24T12:00:00Z", "SYS-EGATE 2022-09-09T20:00:00Z"]);
});

/** Whether the file has something that a system needs, by whatever way, switched off by decision at that moment, and nothing down. */
function offByDecision(code: string, at: string): boolean {
  const by = new Map<string, Raw>(file.systems.map((one: Raw) => [one.id, one]));
  const seen = new Set([code]);
  const states: string[] = [];
  for (const one of seen) {
    const { dependsOn, hostedOn, statusHistory } = by.get(one);
    for (const need of [...dependsOn, hostedOn].filter(Boolean)) seen.add(need);
    if (one !== code) states.push(statusHistory.findLast((step: Raw) => step.at <= at)?.state);
  }
  return (
    states.includes("DOWN_DEFENSIVE") && !states.some((state) => ["DOWN_ATTACK", "DOWN_MAINTENANCE"].includes(state))
  );
}

/** Where each system stood at a moment, from the record alone. */
async function statesAt(at: string): Promise<{ id: string; code: string; state: SystemState }[]> {
  const { rows } = await owner.query(
    `SELECT s.id, s.code, coalesce((SELECT b.body::jsonb->>'to' FROM entry e JOIN entry_body b ON b.entry_id = e.id
       WHERE e.subject_id = s.id AND e.type = 'system.state-set' AND e.occurred_at <= $1 ORDER BY e.seq DESC LIMIT 1), 'operational') AS state FROM system s`,
    [at],
  );
  return rows;
}

test("if the government network is shut down: what stops is named, and tax filing goes on because it stands elsewhere", async () => {
  const actor = await asTheApp(() => asActor(token, async (_tx, who) => who));
  const found = await asTheApp(() => getWhatIf(actor, REF, ["SYS-GOVNET"]));
  const of = (code: string) => found?.effects.find((effect) => effect.code === code);
  for (const code of ["SYS-EALB", "SYS-PARLW", "SYS-PMOW", "SYS-NCR", "SYS-GG"])
    expect(of(code)?.verdict, code).toBe("stops");
  expect(
    of("SYS-EALB")
      ?.path.map(({ code }) => code)
      .at(-1),
  ).toBe("SYS-GOVNET");
  expect(of("SYS-TAXF")).toMatchObject({ verdict: "works", because: { kind: "host", host: { code: "SYS-TAXH" } } });
});

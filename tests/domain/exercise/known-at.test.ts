import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asActor } from "@/lib/access/as-actor";
import type { TimelineAsk } from "@/lib/entries/filter";
import { listTimeline } from "@/lib/entries/queries";
import { countLater } from "@/lib/entries/reading-queries";
import { inRoot } from "@/lib/kernel/root";
import { exportIncident } from "@/lib/record/export";
import { as } from "../../support/as";
import { owner } from "../../support/database";
import { asTheApp, attack, load } from "./console";

const REF = "AL-2022-07-15";
const folder = mkdtempSync(path.join(os.tmpdir(), "kulla-known-"));
let incident: string;
let token: string;
beforeAll(async () => {
  await load(attack());
  incident = (await owner.query("SELECT id FROM incident WHERE ref = $1", [REF])).rows[0]?.id;
  const { rows } = await owner.query(
    "SELECT person_id AS id FROM membership WHERE incident_id = $1 AND role = 'INCIDENT_COMMANDER' LIMIT 1",
    [incident],
  );
  token = await as(rows[0]);
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Known {
  at: string;
  later: number;
  lines: { id: string; number: number | null; correctedBy: number | null; withdrawn: boolean; audience: string }[];
}

/** What the script of `tools/` reads out of an export, for every moment at which something was recorded and for moments of our own. */
async function fromTheExport(moments: string[]): Promise<Known[]> {
  const client = await owner.connect();
  const made = await exportIncident(client, REF, { by: "a clerk" }).finally(() => client.release());
  const file = path.join(folder, "export.ndjson");
  writeFileSync(file, made.text);
  const run = (asked: string[]) =>
    execFileSync(process.execPath, [inRoot("tools", "known-at.mjs"), file, ...asked], {
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    })
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Known);
  return [...run([]), ...run(moments)];
}

test("as known at every recorded moment, and just before and after it, is what an independent script reads out of the export", async () => {
  const edges = ["1990-01-01T00:00:00.000Z", "2099-01-01T00:00:00.000Z"];
  const recorded = await owner.query<{ at: Date }>(
    "SELECT DISTINCT recorded_at AS at FROM entry WHERE incident_id = $1 AND audience <> 'audit' ORDER BY 1",
    [incident],
  );
  const beside = recorded.rows.flatMap(({ at }) => [-1, 1].map((ms) => new Date(at.getTime() + ms).toISOString()));
  const moments = await fromTheExport([...edges, ...beside]);
  expect(moments.length).toBe(recorded.rows.length * 3 + edges.length);
  expect(recorded.rows.length).toBeGreaterThan(100);
  await asTheApp(async () => {
    const actor = await asActor(token, async (_tx, who) => who);
    for (const { at, later, lines } of moments) {
      expect(lines.every(({ audience }) => audience === "incident" || audience === "command")).toBe(true);
      const shown = await shownAt(actor, at);
      expect(shown, at).toEqual(
        new Map(lines.map(({ id, number, correctedBy, withdrawn }) => [id, { number, correctedBy, withdrawn }])),
      );
      expect(await countLater(actor, incident, at), at).toBe(later);
    }
  });
}, 600_000);

type Actor = Parameters<typeof listTimeline>[0];

/** All pages of the log as it stood then. */
async function shownAt(actor: Actor, known: string) {
  const shown = new Map<string, { number: number | null; correctedBy: number | null; withdrawn: boolean }>();
  const ask: TimelineAsk = { known, order: "recorded" };
  for (let before: string | undefined; ; ) {
    const page = await listTimeline(actor, incident, { ...ask, before, size: 200 });
    for (const row of page.rows) {
      if (row.row === "act") shown.set(row.id, { number: null, correctedBy: null, withdrawn: false });
      else {
        expect(row.abilities.correct.ok || row.abilities.withdraw.ok || row.canWithdrawUntil !== null).toBe(false);
        shown.set(row.id, {
          number: row.number,
          correctedBy: row.correctedBy?.number ?? null,
          withdrawn: row.withdrawnAfterSeconds !== null,
        });
      }
    }
    if (!page.next) return shown;
    before = page.next;
  }
}

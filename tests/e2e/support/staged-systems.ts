import { randomUUID } from "node:crypto";
import { asOwner } from "./second-server";
import { LIVE } from "./test";

/** A small world of systems of its own, as in July 2022: one network carries the portal, and tax filing stands elsewhere. */
export interface StagedWorld {
  /** What all its codes begin with. */
  tag: string;
  code: (name: string) => string;
}

const systems: [code: string, name: string, kind: string, tier: number, uses: number | null][] = [
  ["NET", "Government network core", "network", 0, null],
  ["SSO", "Sign-on", "identity", 1, null],
  ["PORTAL", "Citizens' portal", "citizen-service", 1, 61_437],
  ["BILLS", "Utility bills", "citizen-service", 4, null],
  ["HOST", "Separate hosting of the tax directorate", "data-centre", 1, null],
  ["TAX", "Tax filing portal", "citizen-service", 0, 9_000],
];
const needs: [from: string, to: string, kind: string, hosting: boolean, confirmed: boolean][] = [
  ["SSO", "NET", "needs", false, true],
  ["PORTAL", "SSO", "needs", false, true],
  ["BILLS", "PORTAL", "needs", false, false],
  ["TAX", "HOST", "needs", true, true],
];

/** Puts the world into the catalogue; other tests have theirs beside it. */
export async function stageSystems(): Promise<StagedWorld> {
  const tag = `W${randomUUID().slice(0, 6).toUpperCase()}`;
  const code = (name: string) => `${tag}-${name}`;
  for (const [short, name, kind, tier, uses] of systems)
    await asOwner(
      `INSERT INTO system (code, name, kind, tier, uses_per_day, uses_source, fallback, owner_id, operator_id)
       SELECT $1, $2, $3, $4, $5, 'Counted by the operator', 'At the counter', id, id FROM organisation ORDER BY code LIMIT 1`,
      [code(short), `${name} ${tag}`, kind, tier, uses],
    );
  for (const [from, to, kind, hosting, confirmed] of needs)
    await asOwner(
      `INSERT INTO dependency (system_id, needs_id, kind, hosting, confirmed_at, confirmed_by_id)
       SELECT a.id, b.id, $3, $4, CASE WHEN $5 THEN now() END, CASE WHEN $5 THEN (SELECT id FROM person ORDER BY id LIMIT 1) END
       FROM system a, system b WHERE a.code = $1 AND b.code = $2`,
      [code(from), code(to), kind, hosting, confirmed],
    );
  return { tag, code };
}

let staged: Promise<StagedWorld> | undefined;

/** The address of a preview that has something in every list. */
export async function aWhatIf(ref: string = LIVE): Promise<string> {
  const { code } = await (staged ??= stageSystems());
  return `/incidents/${ref}/systems/map?off=${code("NET")}&hours=72`;
}

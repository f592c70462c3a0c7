import { Secret, TOTP } from "otpauth";
import { newTotpSecret, seal } from "@/lib/people/totp";
import { type Answer, calls } from "./api";
import type { Cast, Member } from "./cast";
import { owner } from "./database";
import { words } from "./decision-words";
import type { MadeIncident } from "./make";

const secrets = new Map<string, string>();

/** A code of this person's generator that was not used yet. A test is faster than the half minute of a code, so the generator begins anew. */
export async function freshCode({ id }: Pick<Member, "id">): Promise<string> {
  const secret = secrets.get(id) ?? newTotpSecret();
  secrets.set(id, secret);
  await owner.query(
    `INSERT INTO totp (person_id, sealed, confirmed_at, set_at) VALUES ($1, $2, now(), now())
     ON CONFLICT (person_id) DO UPDATE SET sealed = excluded.sealed, confirmed_at = now(), last_step = 0`,
    [id, seal(secret, id)],
  );
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate();
}

export { words };

type Raw = Record<string, unknown>;

/** A decision of a test, by its own commands over HTTP. */
export class Decision {
  private constructor(
    readonly ref: string,
    readonly number: number,
  ) {}

  static async draft(who: Member, { ref }: MadeIncident, systems: string[], raw: Raw = {}): Promise<Decision> {
    const said = { type: "shutdown", title: "Switch it off", systems, words, ...raw };
    const { status, body, text } = await calls(who.token).post(`/incidents/${ref}/decisions`, said);
    if (status !== 201) throw new Error(`no draft: ${status} ${text}`);
    return new Decision(ref, body["number"] as number);
  }

  /** A draft that was put before people. */
  static async propose(who: Member, incident: MadeIncident, systems: string[], raw: Raw = {}): Promise<Decision> {
    const decision = await Decision.draft(who, incident, systems, raw);
    await expectOk(decision.act(who, "proposal", { revision: await decision.revision() }));
    return decision;
  }

  get path() {
    return `/incidents/${this.ref}/decisions/${this.number}`;
  }

  act = (who: Member, part: string, raw: Raw = {}, key?: string): Promise<Answer> =>
    calls(who.token).post(`${this.path}/${part}`, raw, key ? { key } : {});

  view = async (who: Member): Promise<Raw> => (await calls(who.token).get(this.path)).body;

  async row(): Promise<{ state: string; version: number; revision: number; id: string }> {
    const { rows } = await owner.query<{ state: string; version: number; revision: number; id: string }>(
      `SELECT d.id, d.state, d.version, d.revision FROM decision d JOIN incident i ON i.id = d.incident_id WHERE i.ref = $1 AND d.number = $2`,
      [this.ref, this.number],
    );
    const [row] = rows;
    if (!row) throw new Error("no such decision");
    return row;
  }
  state = async () => (await this.row()).state;
  revision = async () => (await this.row()).revision;

  edit = async (who: Member, systems: string[], raw: Raw = {}): Promise<Answer> =>
    calls(who.token).send("PUT", this.path, {
      type: "shutdown",
      title: "Switch it off",
      systems,
      words,
      revision: await this.revision(),
      ...raw,
    });

  /** Looks at the effects, and answers the hash of what was seen. */
  async look(who: Member): Promise<string> {
    const { body } = await expectOk(this.act(who, "preview"));
    return body["previewHash"] as string;
  }

  /** What an approval of what this person just saw would say. */
  async approval(who: Member): Promise<Raw> {
    const previewHash = await this.look(who);
    return {
      version: (await this.row()).version,
      previewHash,
      reason: "The danger is real",
      code: await freshCode(who),
    };
  }

  approve = async (who: Member, part = "approvals"): Promise<Answer> => this.act(who, part, await this.approval(who));

  /** Begins, and takes every step that is open. */
  async carryOut(who: Member): Promise<void> {
    await expectOk(this.act(who, "execution"));
    await this.takeSteps(who);
    await expectOk(this.act(who, "completion"));
  }

  async takeSteps(who: Member): Promise<void> {
    const { steps } = (await this.view(who)) as { steps: { position: number; act: unknown }[] };
    for (const { position, act } of steps) if (!act) await expectOk(this.act(who, `steps/${position}/done`));
  }
}

/** The answer, if it was a good one. */
export async function expectOk(answer: Promise<Answer>): Promise<Answer> {
  const found = await answer;
  if (found.status >= 300) throw new Error(`${found.status} ${found.text.slice(0, 400)}`);
  return found;
}

/** Where a system stands, past every policy. */
export async function stateOf({ id }: MadeIncident, code: string): Promise<string> {
  const { rows } = await owner.query<{ state: string }>(
    "SELECT t.state FROM system_state t JOIN system s ON s.id = t.system_id WHERE t.incident_id = $1 AND s.code = $2",
    [id, code],
  );
  return rows[0]?.state ?? "operational";
}

/** One approved decision and one lent right in each of two incidents, written past the program where nobody of the cast belongs. */
export async function stageDecisions({ cast, open, other }: { cast: Cast; open: MadeIncident; other: MadeIncident }) {
  const decision = await Decision.propose(cast.ilir, open, [], { type: "ask-for-help", title: "More hands" });
  await expectOk(decision.approve(cast.dritan));
  for (const { id } of [open, other]) {
    const { rows } = await owner.query<{ id: string }>(
      `INSERT INTO decision (incident_id, type, title, words, created_by_id, created_at) VALUES ($1, 'keep-up', 'X', '{}', $2, now()) RETURNING id`,
      [id, cast.ilir.id],
    );
    if (rows.length !== 1) throw new Error("no decision");
  }
  await calls(cast.dritan.token).post(`/incidents/${open.ref}/delegations`, {
    person: cast.mira.id,
    types: ["shutdown"],
    tierFrom: 3,
    systemsMax: 1,
    hours: 1,
    reason: "For the night",
  });
}

import "server-only";
import { permissions } from "@/lib/access/permissions";
import { outerTransaction, pool, type Tx } from "@/lib/kernel/db";
import { refusalOf } from "@/lib/kernel/db-errors";
import { Refusal, type RefusalKind } from "@/lib/kernel/errors";
import type { Receipt } from "./append";

type Kept = Receipt & { again?: boolean };
type Answer = Kept | { refused: RefusalKind; because?: string };
interface Waiting {
  call: Record<string, unknown>;
  done: (receipt: Kept) => void;
  fail: (error: unknown) => void;
  tries: number;
}

const BATCH_MAX = 64;
const TRIES_MAX = 5;
const waiting: Waiting[] = [];
let underWay = false;

/** The phases in which an incident takes entries come from its machine; the entries domain hands them in, so that the rule stands there. */
export function appendWaiting(call: Record<string, unknown>, openPhases: readonly string[]): Promise<Kept> {
  const outer = outerTransaction();
  if (outer) return appendWithin(outer, call, openPhases);
  return new Promise((done, fail) => {
    waiting.push({ call, done, fail, tries: 0 });
    void fly(openPhases);
  });
}

/** Inside a larger transaction of the console nothing waits and nothing is tried again: what fails there undoes all of it. */
async function appendWithin(tx: Tx, call: Record<string, unknown>, openPhases: readonly string[]): Promise<Kept> {
  const [row] = await tx.$queryRaw<{ answers: Answer[] }[]>`
    SELECT app.log_entries(${JSON.stringify([call])}::jsonb, ${[...permissions["entry.add"].roles]}::text[], ${[...openPhases]}::text[]) AS answers`;
  return kept(row?.answers[0]);
}

/**
 * Calls that wait while one commit is under way share the next one: many clients, few disk flushes. One at a time, because the record has one end:
 * a second one would only wait for its lock, with fewer calls on board.
 */
async function fly(openPhases: readonly string[]): Promise<void> {
  if (underWay || waiting.length === 0) return;
  underWay = true;
  const size = waiting[0]?.tries ? 1 : waiting.findIndex((one) => one.tries > 0);
  const batch = waiting.splice(0, Math.min(BATCH_MAX, size < 0 ? BATCH_MAX : size));
  try {
    const { rows } = await pool().query<{ answers: Answer[] }>({
      name: "log-entries",
      text: "SELECT app.log_entries($1::jsonb, $2::text[], $3::text[]) AS answers",
      values: [JSON.stringify(batch.map(({ call }) => call)), permissions["entry.add"].roles, openPhases],
    });
    batch.forEach((one, index) => {
      settle(one, rows[0]?.answers[index]);
    });
  } catch (error) {
    retryOrFail(batch, error);
  } finally {
    underWay = false;
    void fly(openPhases);
  }
}

function settle(one: Waiting, answer: Answer | undefined): void {
  try {
    one.done(kept(answer));
  } catch (error) {
    one.fail(error);
  }
}

/** @throws Refusal when the ledger refused the call */
function kept(answer: Answer | undefined): Kept {
  if (!answer) throw new Error("the ledger gave no answer");
  if ("refused" in answer) throw refusal(answer.refused, answer.because);
  return answer;
}

const refusal = (kind: RefusalKind, because?: string) =>
  kind === "invalid"
    ? new Refusal("invalid", "invalid", { fields: { [because ?? ""]: "future" } })
    : new Refusal(kind, because ?? (kind === "forbidden" ? "needs.entry.add" : kind));

/** One bad call must not fail its neighbours: after an error each call goes again, alone; with its key that is harmless. */
function retryOrFail(batch: Waiting[], error: unknown): void {
  const known = refusalOf(error);
  const final = known instanceof Refusal && known.because !== "busy";
  for (const one of batch) {
    one.tries += 1;
    if (one.tries >= TRIES_MAX || (final && one.tries > 1)) one.fail(known);
    else waiting.unshift(one);
  }
}

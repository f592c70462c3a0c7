import "server-only";
import type { z } from "zod";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import type { Verdict } from "@/lib/access/may";
import type { Permission } from "@/lib/access/permissions";
import type { Tx } from "@/lib/kernel/db";
import { conflict, invalid, notFound, Refusal } from "@/lib/kernel/errors";
import { sha256Hex } from "@/lib/kernel/ids";
import { append, appendMany, type NewEntry, type Receipt } from "@/lib/record/append";
import type { WrittenWords } from "@/lib/record/catalog";
import type { Tlp } from "@/lib/record/tlp";
import { fieldsOf } from "./fields";

/** What a command knows while it runs: who, what it is about, what was asked, and the one server clock. */
export interface Scene<Input, Subject> {
  tx: Tx;
  actor: Actor;
  subject: Subject;
  input: Input;
  now: Date;
  loaded: Loaded | undefined;
}

/** What only the loader of an exercise may add: its own clock, and what the file says that no form asks for. */
export interface Loaded {
  clock: Date;
  words?: Partial<WrittenWords>;
  tlp?: Tlp;
  incident?: LoadedIncidentFacts;
}

/** An incident of an exercise keeps the reference and the times of its file. */
interface LoadedIncidentFacts {
  ref: string;
  zone: string;
  defaultTlp: Tlp;
  summary: string;
  openedAt: Date;
  detectedAt: Date;
}

/**
 * One verb of the product. It does not compile without a rule of who may (`allow`) and without at least one line of record (`entries`).
 * `incident` tells to which incident a refusal belongs.
 */
export interface Command<Input, Subject, Result extends object> {
  name: Permission;
  input: z.ZodType<Input>;
  load: (tx: Tx, actor: Actor, input: Input) => Promise<Subject | null>;
  allow: (actor: Actor, subject: Subject, input: Input, now: Date) => Verdict;
  incident?: (subject: Subject) => string;
  /** How long it may take, where a few are not enough. */
  seconds?: number;
  /** What is remembered of an attempt that came too late, where both attempts must stand on record, and the refusal that tells it from others. */
  missed?: { because: string; entry: (subject: Subject, input: Input) => NewEntry };
  run: (scene: Scene<Input, Subject>) => Promise<{ result: Result; entries: [NewEntry, ...NewEntry[]] }>;
}

/** Says nothing at run time; at compile time it refuses a command that forgot something. */
export const defineCommand = <Input, Subject, Result extends object>(command: Command<Input, Subject, Result>) =>
  command;

export interface Request {
  token: string;
  raw: unknown;
  /** Idempotency-Key: sending again is harmless. */
  key?: string | undefined;
  loaded?: Loaded | undefined;
}

/** More lines than this go to the ledger in one call. */
const FEW = 16;

class AnsweredMeanwhile extends Error {}

/**
 * The way of a write: parse, begin, load, allow, move and write (`run`), record, commit (DESIGN §4).
 * @returns the result with the receipt of its first line, and whether it is the answer to an earlier sending
 * @throws Refusal; then nothing was changed but the line that records a refusal
 */
export async function runCommand<Input, Subject, Result extends object>(
  command: Command<Input, Subject, Result>,
  request: Request,
): Promise<{ result: Result & { receipt: Receipt }; again: boolean }> {
  const parsed = command.input.safeParse(request.raw);
  if (!parsed.success) throw invalid(fieldsOf(parsed.error));
  let incident: string | undefined;
  let missed: NewEntry | undefined;
  const fingerprint = sha256Hex(JSON.stringify([command.name, parsed.data]));
  const options = {
    touch: true,
    ...(request.loaded && { clock: request.loaded.clock }),
    ...(command.seconds && { seconds: command.seconds }),
  };
  const attempt = () =>
    asActor(
      request.token,
      async (tx, actor, now) => {
        if (actor.kind === "api-token" && actor.scope === "read")
          throw new Refusal("forbidden", "refusal.token-reads-only");
        const earlier = request.key && (await answerTo(tx, actor, request.key, fingerprint));
        if (earlier) return { result: earlier.body as Result & { receipt: Receipt }, again: true };
        const subject = await command.load(tx, actor, parsed.data);
        if (subject === null) throw notFound();
        incident = command.incident?.(subject);
        missed = command.missed?.entry(subject, parsed.data);
        const verdict = command.allow(actor, subject, parsed.data, now);
        if (!verdict.ok) throw new Refusal("forbidden", verdict.because);
        const { result, entries } = await command.run({
          tx,
          actor,
          subject,
          input: parsed.data,
          now,
          loaded: request.loaded,
        });
        const receipt = await (entries.length > FEW ? appendMany(tx, entries) : appendEach(tx, entries));
        const answer = { ...result, receipt };
        if (request.key) await keepAnswer(tx, actor, request.key, fingerprint, answer);
        return { result: answer, again: false };
      },
      options,
    );
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof AnsweredMeanwhile) return attempt();
    if (error instanceof Refusal && error.kind === "forbidden")
      await recordRefusal(request, command.name, error, incident);
    if (missed && error instanceof Refusal && error.because === command.missed?.because)
      await recordApart(request, missed);
    throw error;
  }
}

async function appendEach(tx: Tx, [first, ...rest]: [NewEntry, ...NewEntry[]]): Promise<Receipt> {
  const receipt = await append(tx, first);
  for (const entry of rest) await append(tx, entry);
  return receipt;
}

async function answerTo(tx: Tx, actor: Actor, key: string, fingerprint: string) {
  const earlier = await tx.answer.findUnique({ where: { personId_key: { personId: actor.personId, key } } });
  if (earlier && Buffer.from(earlier.fingerprint).toString("hex") !== fingerprint) throw conflict("key-reused");
  return earlier;
}

async function keepAnswer(tx: Tx, actor: Actor, key: string, fingerprint: string, result: unknown) {
  const kept = await tx.$executeRaw`
    INSERT INTO answer (person_id, key, fingerprint, body)
    VALUES (${actor.personId}::uuid, ${key}::uuid, decode(${fingerprint}, 'hex'), ${JSON.stringify(result ?? null)}::jsonb)
    ON CONFLICT DO NOTHING`;
  if (kept === 0) throw new AnsweredMeanwhile();
}

/** A refusal rolled everything back, so it is remembered in a small transaction of its own; it notifies nobody. */
export async function recordRefusal(
  request: Request,
  verb: string,
  { because }: Refusal,
  incident?: string,
): Promise<void> {
  await recordApart(request, { type: "access.refused", data: { verb, because }, ...(incident && { incident }) });
}

/** Remembers something of a request that changed nothing, in a transaction of its own. */
async function recordApart({ token, loaded }: Request, entry: NewEntry): Promise<void> {
  await asActor(token, (tx) => append(tx, entry), loaded ? { clock: loaded.clock } : {});
}

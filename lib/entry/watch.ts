import "server-only";
import { pool } from "@/lib/kernel/db";
import { log } from "@/lib/kernel/log";
import { type Bell, hear } from "./live";

/**
 * The streams of one incident look together. Looks begin at fixed moments, whatever rang in between: a tick's own moment must not tell that something
 * else happened just before it. A look that takes long is followed by as long a rest.
 */
const EVERY_MS = 150;
const AFTER_FAILURE_MS = 1000;
const TOGETHER = 250;
const BEAT_MS = 15_000;
/** An idle session ends without a bell. */
const BEATS_PER_LOOK = 4;

/** One open stream, as the watch sees it. */
export interface Looker {
  readonly sessionId: string;
  readonly personId: string;
  readonly token: string;
  readonly incidentId: string;
  /** Up to where the record was looked through for this reader. */
  after: bigint;
  /** The first look goes back a little before the page's own moment, so what it counts may stand on the page already. */
  looked: boolean;
  /** So many new lines, or null when they cannot be counted. */
  changed: (lines: number | null) => void;
  stillHere: () => void;
  signedOut: () => void;
  sentAway: () => void;
}

interface Answer {
  head: string;
  state: "here" | "unauthenticated" | "not-found";
  lines: number | null;
}

class Watch {
  readonly lookers = new Set<Looker>();
  private readonly some = new Set<Looker>();
  private all = false;
  private busy = false;
  private restUntil = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly incidentId: string) {}

  /** Everyone looks at the next moment, or only one. */
  look(one?: Looker): void {
    if (one) this.some.add(one);
    else this.all = true;
    this.plan();
  }

  private plan(): void {
    if (this.timer || this.busy || !(this.all || this.some.size > 0)) return;
    const from = Math.max(performance.now(), this.restUntil);
    this.timer = setTimeout(() => void this.run(), from - performance.now() + EVERY_MS - (from % EVERY_MS));
  }

  hear(bell: Exclude<Bell, { incident: string }>): void {
    if ("resumed" in bell) this.look();
    for (const looker of this.lookers) {
      if ("ended" in bell && bell.ended === looker.sessionId) looker.signedOut();
      if ("recheck" in bell && bell.recheck === looker.personId) this.lookFromTheStart(looker);
    }
  }

  /** Rights have changed: the page is read anew, for there may be less, or lines older than any that was told. */
  private lookFromTheStart(looker: Looker): void {
    looker.after = 0n;
    this.look(looker);
  }

  beat(look: boolean): void {
    for (const looker of this.lookers) looker.stillHere();
    if (look) this.look();
    void this.beHere([...this.lookers]);
  }

  private async run(): Promise<void> {
    this.timer = undefined;
    this.busy = true;
    const began = performance.now();
    const arrived = [...this.some].filter((one) => this.lookers.has(one));
    const asking = this.all ? [...this.lookers] : arrived;
    this.all = false;
    this.some.clear();
    try {
      for (let first = 0; first < asking.length; first += TOGETHER)
        await this.ask(asking.slice(first, first + TOGETHER));
      this.restUntil = 2 * performance.now() - began;
    } catch (error) {
      log().warn({ err: error }, "live: could not look");
      this.restUntil = performance.now() + AFTER_FAILURE_MS;
      this.all = true;
    }
    this.busy = false;
    this.plan();
    void this.beHere(arrived);
  }

  /** Streams of one session that stand at the same place share an answer. */
  private async ask(lookers: Looker[]): Promise<void> {
    const same = new Map<string, [Looker, ...Looker[]]>();
    for (const looker of lookers) {
      const place = `${looker.after} ${looker.token}`;
      const sharing = same.get(place);
      if (sharing) sharing.push(looker);
      else same.set(place, [looker]);
    }
    const groups = [...same.values()].map((sharing) => ({ sharing, token: sharing[0].token, after: sharing[0].after }));
    const { rows } = await pool().query<Answer>({
      name: "newer-for",
      text: "SELECT head, state, lines FROM app.newer_for($1, $2, $3)",
      values: [this.incidentId, groups.map(({ token }) => token), groups.map(({ after }) => after)],
    });
    groups.forEach(({ sharing, after }, index) => {
      const answer = rows[index];
      if (answer) for (const looker of sharing) tell(looker, answer, after);
    });
  }

  private async beHere(lookers: Looker[]): Promise<void> {
    if (lookers.length === 0) return;
    await pool()
      .query({
        name: "be-here",
        text: "SELECT app.be_here($1, $2)",
        values: [this.incidentId, lookers.map(({ token }) => token)],
      })
      .catch((error: unknown) => log().warn({ err: error }, "live: could not say who is here"));
  }
}

function tell(looker: Looker, { head, state, lines }: Answer, asked: bigint): void {
  // Whoever was sent back to the start meanwhile stays there for the next look.
  if (looker.after === asked) looker.after = BigInt(head);
  if (state === "unauthenticated") looker.signedOut();
  if (state === "not-found") looker.sentAway();
  if (lines) looker.changed(looker.looked && asked > 0n ? lines : null);
  looker.looked = true;
}

const watches = new Map<string, Watch>();
let hearing: Promise<unknown> | undefined;
let beats = 0;

function onBell(bell: Bell): void {
  if ("incident" in bell) watches.get(bell.incident)?.look();
  else for (const watch of watches.values()) watch.hear(bell);
}

function beatAll(): void {
  beats += 1;
  for (const watch of watches.values()) watch.beat(beats % BEATS_PER_LOOK === 0);
}

/** From now on this stream is told of what its reader may see, beginning with what was written since its page was made. @returns how to stop */
export async function lookOn(looker: Looker): Promise<() => void> {
  hearing ??= hear(onBell).then(() => setInterval(beatAll, BEAT_MS).unref());
  await hearing;
  const watch = watches.get(looker.incidentId) ?? new Watch(looker.incidentId);
  watches.set(looker.incidentId, watch);
  watch.lookers.add(looker);
  watch.look(looker);
  return () => {
    watch.lookers.delete(looker);
    if (watch.lookers.size === 0) watches.delete(looker.incidentId);
  };
}

import { at, listening } from "./api";

export interface Tick {
  event: string;
  id: number;
  at: number;
}

/** A live stream as a browser holds it: what came, and waiting for the next. */
export interface Stream {
  status: number;
  ticks: Tick[];
  /** The first tick of this name after `after` ticks; fails when none comes in time. */
  next(event: string, options?: { after?: number; within?: number }): Promise<Tick>;
  /** Resolves with the moment at which the server ended it. */
  ended: Promise<number>;
  close(): void;
}

interface Way {
  /** The port of a proxy before the server. */
  through?: number;
  onTick?: () => void;
}

/** Opens the stream of an incident. */
export async function follow(token: string, ref: string, since?: string, way: Way = {}): Promise<Stream> {
  await listening();
  const stop = new AbortController();
  const address = new URL(at(`/incidents/${ref}/stream${since ? `?since=${encodeURIComponent(since)}` : ""}`));
  if (way.through) address.port = String(way.through);
  const response = await fetch(address, {
    headers: { authorization: `Bearer ${token}` },
    signal: stop.signal,
  });
  const ticks: Tick[] = [];
  const woken = new Set<() => void>();
  const ended =
    response.status === 200
      ? read(response, ticks, () => {
          way.onTick?.();
          woken.forEach((wake) => wake());
        })
      : Promise.resolve(Date.now());
  return {
    status: response.status,
    ticks,
    ended,
    close: () => stop.abort(),
    next: (event, { after = 0, within = 3000 } = {}) =>
      new Promise((found, fail) => {
        const late = setTimeout(() => fail(new Error(`no "${event}" within ${within} ms`)), within);
        const look = () => {
          const tick = ticks.filter((one) => one.event === event)[after];
          if (!tick) return;
          clearTimeout(late);
          woken.delete(look);
          found(tick);
        };
        woken.add(look);
        look();
      }),
  };
}

async function read(response: Response, ticks: Tick[], wake: () => void): Promise<number> {
  let rest = "";
  const decoder = new TextDecoder();
  try {
    for await (const part of response.body ?? []) {
      const blocks = (rest + decoder.decode(part, { stream: true })).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const fields = new Map(
          block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
        );
        const event = fields.get("event");
        if (event) ticks.push({ event, id: Number(fields.get("id") ?? 0), at: Date.now() });
      }
      wake();
    }
  } catch {
    // Cut: the reader left, or the connection broke.
  }
  return Date.now();
}

/** Waits a moment in which nothing should happen. */
export const quiet = (ms = 400) => new Promise<void>((done) => setTimeout(done, ms));

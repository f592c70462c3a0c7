import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { clockNow } from "@/lib/kernel/clock";
import { Refusal } from "@/lib/kernel/errors";
import { type Bell, hear } from "./live";

const HEARTBEAT_MS = 15_000;
const BEATS_PER_CHECK = 4;
const STREAMS_MAX = 6;
const open = new Map<string, number>();

/** How many lines of an incident, newer than a position, this reader may see, and the newest position: asked under the reader's own rights. */
export type SinceQuery = (actor: Actor, after: bigint) => Promise<{ newest: bigint; any: boolean }>;

/**
 * A live stream that says only "something changed", counted by this stream's own gap-free counter, so that it tells nothing of lines the reader
 * may not see. It ends with the session: at once when revoked, by its own timer at the known end.
 * @throws Refusal too-many when one session opens more than six
 */
export async function openStream(
  actor: Actor,
  incidentId: string,
  start: bigint,
  since: SinceQuery,
  signal: AbortSignal,
): Promise<Response> {
  const count = (open.get(actor.sessionId) ?? 0) + 1;
  if (count > STREAMS_MAX) throw new Refusal("too-many", "too-many-streams");
  open.set(actor.sessionId, count);
  const encoder = new TextEncoder();
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      let n = 0;
      let seen = start;
      let busy = false;
      let waiting = false;
      let closed = false;
      const send = (text: string) => {
        try {
          if (!closed) controller.enqueue(encoder.encode(text));
        } catch {
          stop();
        }
      };
      const check = async () => {
        if (busy) {
          waiting = true;
          return;
        }
        busy = true;
        try {
          const { newest, any } = await since(actor, seen);
          seen = newest;
          if (any) send(`event: changed\nid: ${++n}\ndata: {"n":${n}}\n\n`);
        } catch (error) {
          if (error instanceof Refusal && error.kind === "unauthenticated") goodbye();
          if (error instanceof Refusal && error.kind === "not-found") leave();
        } finally {
          busy = false;
          if (waiting && !closed) {
            waiting = false;
            void check();
          }
        }
      };
      const goodbye = () => {
        send("event: signed-out\ndata: {}\n\n");
        stop();
      };
      // The membership ended, not the session: the page reads anew and finds nothing.
      const leave = () => {
        send(`event: changed\nid: ${++n}\ndata: {"n":${n}}\n\n`);
        stop();
      };
      const onBell = (bell: Bell) => {
        if ("ended" in bell) return bell.ended === actor.sessionId ? goodbye() : undefined;
        if ("recheck" in bell) return bell.recheck === actor.personId ? void check() : undefined;
        if ("resumed" in bell || bell.incident === incidentId) void check();
      };
      const stopHearing = await hear(onBell);
      let beats = 0;
      const heartbeat = setInterval(() => {
        send(": still here\n\n");
        // An idle session ends without a bell.
        if (++beats % BEATS_PER_CHECK === 0) void check();
      }, HEARTBEAT_MS);
      const end = setTimeout(
        goodbye,
        Math.max(0, Math.min(Date.parse(actor.endsAt) - clockNow().getTime(), 2 ** 31 - 1)),
      );
      stop = () => {
        if (closed) return;
        closed = true;
        stopHearing();
        clearInterval(heartbeat);
        clearTimeout(end);
        const left = (open.get(actor.sessionId) ?? 1) - 1;
        if (left > 0) open.set(actor.sessionId, left);
        else open.delete(actor.sessionId);
        try {
          controller.close();
        } catch {}
      };
      signal.addEventListener("abort", () => stop());
      if (signal.aborted) return stop();
      send("retry: 2000\n\n");
      // What was written between the page's read and this moment.
      void check();
    },
    cancel: () => stop(),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
      connection: "keep-alive",
    },
  });
}

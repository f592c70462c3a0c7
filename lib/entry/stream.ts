import "server-only";
import type { Context } from "hono";
import type { Actor } from "@/lib/access/actor-facts";
import { clockNow } from "@/lib/kernel/clock";
import { Refusal } from "@/lib/kernel/errors";
import { openSink, type Sink } from "./sink";
import { type Looker, lookOn } from "./watch";

const STREAMS_MAX = 6;
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const open = new Map<string, number>();

/** Who asks for a stream, of which incident, and where its record stood when their page was made. */
interface Start {
  actor: Actor;
  incidentId: string;
  position: bigint;
}

/**
 * A live stream that says only "something changed", counted by this stream's own gap-free counter, so that it tells nothing of lines the reader
 * may not see. It ends with the session: at once when revoked, by its own timer at the known end.
 * @throws Refusal too-many when one session opens more than six
 */
export async function openStream(context: Context, { actor, incidentId, position }: Start): Promise<Response> {
  const { sessionId, personId, token } = actor;
  const count = (open.get(sessionId) ?? 0) + 1;
  if (count > STREAMS_MAX) throw new Refusal("too-many", "too-many-streams");
  open.set(sessionId, count);
  let sink: Sink | undefined;
  let stopLooking = () => {};
  let closed = false;
  let n = 0;
  const stop = () => {
    if (closed) return;
    closed = true;
    stopLooking();
    clearTimeout(end);
    const left = (open.get(sessionId) ?? 1) - 1;
    if (left > 0) open.set(sessionId, left);
    else open.delete(sessionId);
    sink?.end();
  };
  const looker: Looker = {
    ...{ sessionId, personId, token, incidentId, after: position, looked: false },
    changed: (lines) =>
      sink?.write(`event: changed\nid: ${++n}\ndata: ${JSON.stringify(lines === null ? { n } : { n, lines })}\n\n`),
    stillHere: () => sink?.write("event: beat\ndata: {}\n\n"),
    signedOut: () => {
      sink?.write("event: signed-out\ndata: {}\n\n");
      stop();
    },
    // The membership ended, not the session: the page reads anew and finds nothing.
    sentAway: () => {
      looker.changed(null);
      stop();
    },
  };
  const rest = Date.parse(actor.endsAt) - clockNow().getTime();
  const end = setTimeout(looker.signedOut, Math.max(0, Math.min(rest, LONGEST_TIMER_MS)));
  const opened = openSink(context, stop);
  sink = opened.sink;
  sink.write("retry: 2000\n\n");
  const stopLater = await lookOn(looker);
  if (closed) stopLater();
  else stopLooking = stopLater;
  return opened.response;
}

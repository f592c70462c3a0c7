import "server-only";
import type { ServerResponse } from "node:http";
import type { Context } from "hono";
import { alreadySent, outgoingOf } from "./outgoing";

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
  connection: "keep-alive",
};
/** What may wait for a reader who takes nothing: about a hundred ticks. */
const UNREAD_MAX = 4096;
const PROBE_MS = 30_000;

/** Where the words of a live stream go. */
export interface Sink {
  write: (text: string) => void;
  end: () => void;
}

interface Opened {
  sink: Sink;
  response: Response;
}

/**
 * Opens the answer of a live stream: on the bare connection behind our own front door, where a reader costs little, and as a web stream elsewhere.
 * A reader who takes nothing is let go, so that nothing piles up for them; they come back and read anew.
 * @param gone called once when the reader has left or was let go
 */
export const openSink = (context: Context, gone: () => void): Opened => {
  const outgoing = outgoingOf(context);
  return outgoing ? onConnection(outgoing, gone) : asWebStream(context.req.raw.signal, gone);
};

function onConnection(outgoing: ServerResponse, gone: () => void): Opened {
  outgoing.once("close", gone);
  outgoing.once("error", gone);
  outgoing.socket?.setKeepAlive(true, PROBE_MS);
  if (outgoing.destroyed) gone();
  outgoing.writeHead(200, HEADERS);
  const write = (text: string) => {
    if (outgoing.destroyed || outgoing.writableEnded) return;
    outgoing.write(text);
    if (outgoing.writableLength > UNREAD_MAX) outgoing.destroy();
  };
  return { sink: { write, end: () => outgoing.end() }, response: alreadySent };
}

function asWebStream(signal: AbortSignal, gone: () => void): Opened {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const end = () => {
    const open = controller;
    controller = undefined;
    open?.close();
  };
  const leave = () => {
    end();
    gone();
  };
  const write = (text: string) => {
    controller?.enqueue(encoder.encode(text));
    if ((controller?.desiredSize ?? 0) < 0) leave();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given;
      },
      cancel() {
        controller = undefined;
        gone();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: UNREAD_MAX }),
  );
  signal.addEventListener("abort", leave);
  return { sink: { write, end }, response: new Response(body, { headers: HEADERS }) };
}

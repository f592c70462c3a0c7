import "server-only";
import type { ServerResponse } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";

/** The bare connection behind our own front door; undefined where the API runs inside Next. */
export const outgoingOf = (context: Context): ServerResponse | undefined =>
  (context.env as { outgoing?: ServerResponse } | undefined)?.outgoing;

/** What a handler returns that has written on the bare connection itself. */
export const alreadySent = RESPONSE_ALREADY_SENT;

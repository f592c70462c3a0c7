import "server-only";
import { type Context, Hono } from "hono";
import { asActor } from "@/lib/access/as-actor";
import { tokenOfRequest } from "@/lib/access/session";
import { env } from "@/lib/kernel/env";
import { invalid, Refusal } from "@/lib/kernel/errors";
import { bodyOf } from "./body";
import { runCommand } from "./command";
import { refuseAnother } from "./expected-person";
import { limitWrites } from "./limit";
import type { Line } from "./line";
import { alreadySent, outgoingOf } from "./outgoing";
import { problemResponse } from "./problem";
import { runQuery } from "./query";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The whole API as one Hono app: mounted natively by server.ts and at app/api/[...path]. */
export function buildApi(lines: readonly Line[]): Hono {
  const app = new Hono().basePath("/api/v1");
  for (const line of lines) {
    app.on(line.method, line.path.replace(/\{(\w+)\}/g, ":$1"), async (context) => {
      try {
        return await answer(line, context);
      } catch (error) {
        return problemResponse(error, context.req.raw.headers);
      }
    });
  }
  app.notFound((context) => problemResponse(new Refusal("not-found"), context.req.raw.headers));
  return app;
}

async function answer(line: Line, context: Context): Promise<Response> {
  const headers = context.req.raw.headers;
  const writes = line.method !== "GET";
  const open = line.does === "handle" && line.open;
  const token = (await tokenOfRequest(headers)) ?? "";
  if (!open && !token) throw new Refusal("unauthenticated");
  if (writes) refuseForeign(headers, line);
  if (writes) await refuseAnother(token, headers);
  const bytes = line.does === "handle" && line.raw;
  const said = () =>
    writes ? bodyOf(context.req.raw, line.bodyMax) : Object.fromEntries(new URL(context.req.url).searchParams);
  const body = bytes ? {} : await said();
  const input = { ...body, ...context.req.param() };
  if (line.does === "handle") return line.handle(context, input);
  if (line.does === "query") {
    const { query } = line;
    const read = await asActor(token, (_tx, actor) => runQuery(query, actor, input), { together: true });
    return answerJson(context, read, 200);
  }
  await limitWrites(token);
  const { result, again } = await runCommand(line.command, { token, raw: input, key: keyOf(headers) });
  return answerJson(context, result, again ? 200 : line.status);
}

/** The session token of a call that needs one. @throws Refusal unauthenticated */
export async function tokenOf(context: Context): Promise<string> {
  const token = await tokenOfRequest(context.req.raw.headers);
  if (!token) throw new Refusal("unauthenticated");
  return token;
}

/** The caller's own name for this request; required form so that a typing error is not taken for no key. */
export function keyOf(headers: Headers): string | undefined {
  const key = headers.get("idempotency-key")?.replace(/^"|"$/g, "");
  if (key !== undefined && !uuid.test(key)) throw invalid({ "Idempotency-Key": "uuid" });
  return key;
}

/** CSRF (security.md §5.3): a browser's write must come from our own origin; a machine with a token has no ambient cookie to abuse. */
export function refuseForeign(headers: Headers, line?: Line): void {
  if (headers.get("authorization") && !headers.get("cookie")) return;
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  if (origin !== env().origin || (site && site !== "same-origin")) throw new Refusal("forbidden", "foreign-origin");
  const form = line?.does === "handle";
  const type = headers.get("content-type") ?? "";
  if (!form && headers.get("content-length") !== "0" && type && !type.startsWith("application/json"))
    throw new Refusal("invalid", "not-json");
}

const JSON_HEADERS = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };

export const json = (value: unknown, status: number): Response =>
  new Response(JSON.stringify(value), { status, headers: JSON_HEADERS });

/** The same on the bare connection, where there is one: it costs a fifth of the time that making and taking apart a Response does. */
export function answerJson(context: Context, value: unknown, status: number): Response {
  const outgoing = outgoingOf(context);
  if (!outgoing) return json(value, status);
  const text = JSON.stringify(value);
  outgoing.writeHead(status, { ...JSON_HEADERS, "content-length": Buffer.byteLength(text) }).end(text);
  return alreadySent;
}

import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import { afterAll } from "vitest";
import { cookieOfToken, sessionCookie } from "@/lib/access/session";
import { api } from "@/lib/api";
import { env } from "@/lib/kernel/env";
import { port } from "./database";

/** The real API over real HTTP on a port of this machine, started at the first call. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: Record<string, unknown>;
}

interface Call {
  /** Idempotency-Key; a new one for each write unless given, none when null. */
  key?: string | null;
  headers?: Record<string, string>;
  /** A body that is sent as it stands. */
  raw?: BodyInit;
}

let server: Promise<Server> | undefined;
const started = () =>
  (server ??= new Promise((listening) => {
    const made = serve({ fetch: api().fetch, port, hostname: "127.0.0.1", overrideGlobalObjects: false }, () =>
      listening(made as Server),
    );
  }));

/** The address of a path of the API. */
export const at = (path: string) => `http://localhost:${port}/api/v1${path}`;

afterAll(async () => {
  const made = await server;
  made?.closeAllConnections();
  made?.close();
});

async function send(
  method: string,
  path: string,
  value: unknown,
  credentials: Record<string, string>,
  { key, headers, raw }: Call,
): Promise<Answer> {
  await started();
  const writes = method !== "GET";
  const body = raw ?? (value === undefined ? undefined : JSON.stringify(value));
  const response = await fetch(at(path), {
    method,
    redirect: "manual",
    headers: {
      ...credentials,
      ...(writes && key !== null && { "idempotency-key": key ?? randomUUID() }),
      ...(body !== undefined && raw === undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

const caller = (credentials: Record<string, string>) => ({
  get: (path: string, call: Call = {}) => send("GET", path, undefined, credentials, call),
  post: (path: string, value: unknown = {}, call: Call = {}) => send("POST", path, value, credentials, call),
  send: (method: string, path: string, value?: unknown, call: Call = {}) =>
    send(method, path, value, credentials, call),
});

/** Calls as a machine: a token in the Authorization header, or nobody. */
export const calls = (token?: string) => caller(token ? { authorization: `Bearer ${token}` } : {});

/** Calls as a browser: the sign-in cookie and the Origin that a browser adds to writes. */
export const browses = async (token: string) =>
  caller({
    cookie: `${sessionCookie()}=${await cookieOfToken(token)}`,
    origin: env().origin,
    "sec-fetch-site": "same-origin",
  });

/** Makes sure that the server listens, for tests that open connections of their own. */
export const listening = () => started();

import "server-only";
import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { env } from "@/lib/kernel/env";
import { ADDRESS_HEADER } from "./address";

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);
const NEVER = [
  "next-action",
  "x-middleware-subrequest",
  "x-middleware-prefetch",
  "x-nextjs-data",
  "x-forwarded-host",
  "x-nonce",
  "x-kulla-csrf",
  ADDRESS_HEADER,
];

export const newNonce = () => randomBytes(16).toString("base64");

/**
 * What an answer may load and run: nothing but its own, each script by nonce, and no text becomes markup (security.md §5.9). Without a nonce it runs
 * nothing at all.
 */
export function contentSecurityPolicy(nonce?: string): string {
  const dev = env().NODE_ENV === "development";
  const own = nonce && `'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    own ? `script-src ${own} 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}` : "script-src 'none'",
    own ? `style-src 'self' ${own}${dev ? " 'unsafe-inline'" : ""}` : "style-src 'none'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default nextjs nextjs#bundler 'allow-duplicates'",
  ].join("; ");
}

/** Headers of every answer, errors and files included. */
export function securityHeaders(path: string, nonce: string): [string, string][] {
  const hashed = path.startsWith("/_next/static/");
  return [
    ["content-security-policy", contentSecurityPolicy(nonce)],
    ...lastingHeaders(),
    ...(hashed ? [] : ([["cache-control", "no-store"]] as [string, string][])),
  ];
}

let ofApi: [string, string][] | undefined;

/** The same of the API, which serves no pages: its answers run nothing, so that all of them carry the same. */
export const apiSecurityHeaders = (): [string, string][] =>
  (ofApi ??= [
    ["content-security-policy", contentSecurityPolicy()],
    ...lastingHeaders(),
    ["cache-control", "no-store"],
  ]);

const lastingHeaders = (): [string, string][] => [
  ["cross-origin-opener-policy", "same-origin"],
  ["cross-origin-embedder-policy", "require-corp"],
  ["cross-origin-resource-policy", "same-origin"],
  ["x-content-type-options", "nosniff"],
  // Nothing leaves for other sites; to ourselves it must go, or plain form posts carry "Origin: null" and are taken for foreign ones.
  ["referrer-policy", "same-origin"],
  [
    "permissions-policy",
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)",
  ],
  ...(env().secure
    ? ([["strict-transport-security", "max-age=31536000; includeSubDomains"]] as [string, string][])
    : []),
];

interface DoorRefusal {
  status: number;
  words: string;
}

/** What is turned away before anybody looks at it: action decoders, odd methods, foreign hosts, foreign writes (DESIGN §3). */
export function refusalAtTheDoor(request: IncomingMessage, path: string): DoorRefusal | null {
  const method = request.method ?? "";
  if (!METHODS.has(method)) return { status: 405, words: "This method is not served here." };
  const forbidden = NEVER.find((name) => request.headers[name] !== undefined);
  if (forbidden) return { status: 400, words: `The header ${forbidden} is not accepted.` };
  if (request.headers.host !== env().authority) return { status: 421, words: `This Kulla answers at ${env().origin}` };
  if (method === "GET" || method === "HEAD") return null;
  if (!path.startsWith("/api/")) return { status: 405, words: "Writes go through /api/." };
  const origin = request.headers.origin;
  if (path.startsWith("/api/auth/") && origin !== env().origin)
    return { status: 403, words: "This request came from another site, so it was refused." };
  return null;
}

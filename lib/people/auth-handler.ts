import "server-only";
import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { env } from "@/lib/kernel/env";
import { authOptions } from "./auth-options";
import { ownPath } from "./own-path";
import { refusalWords } from "./sign-in-refused";
import { hasSso, SSO } from "./sso";

type Context = { params: Promise<{ nextauth: string[] }> };

/** The few doors of next-auth that are open; its other pages and acts do not exist here. */
const doors = () => [
  "POST callback/password",
  "POST callback/passkey",
  ...(hasSso() ? [`POST signin/${SSO}`, `GET callback/${SSO}`] : []),
];

/** Lets next-auth answer a sign-in, and says its refusals in our own closed words on our own page. */
export async function authHandler(request: NextRequest, context: Context): Promise<Response> {
  const asked = `${request.method} ${(await context.params).nextauth.join("/")}`;
  if (!doors().includes(asked))
    return new Response("This page does not exist.", { status: 404, headers: { "content-type": "text/plain" } });
  const form = await formOf(request);
  const answer = (await NextAuth(request, context, authOptions(request.headers))) as Response;
  const json = form.get("json") === "true";
  const target = json
    ? ((await answer.json().catch(() => ({}))) as { url?: string }).url
    : answer.headers.get("location");
  const headers = new Headers({ "cache-control": "no-store" });
  for (const cookie of answer.headers.getSetCookie()) headers.append("set-cookie", cookie);
  const location = target
    ? ourWords(target, form.get("callbackUrl"))
    : `/sign-in?${new URLSearchParams({ error: "unavailable" })}`;
  if (json) return Response.json({ url: location }, { headers });
  headers.set("location", location);
  return new Response(null, { status: 303, headers });
}

async function formOf(request: NextRequest): Promise<URLSearchParams> {
  if (request.method !== "POST") return new URLSearchParams();
  return new URLSearchParams(await request.clone().text());
}

/** Where next-auth wants to send the browser, unless that is one of its own pages: those are our sign-in page, with one word why. */
function ourWords(target: string, next: string | null): string {
  const url = new URL(target, env().origin);
  if (url.origin !== env().origin) return target;
  const failed = url.pathname.startsWith("/api/auth/") || url.pathname === "/sign-in";
  if (!failed) return `${url.pathname}${url.search}${url.hash}`;
  const { word, minutes } = url.searchParams.has("csrf")
    ? { word: "old-page", minutes: 0 }
    : wordOf(url.searchParams.get("error") ?? "");
  const wanted = ownPath(next, "");
  return `/sign-in?${new URLSearchParams({ error: word, ...(minutes > 0 && { minutes: String(minutes) }), ...(wanted && { next: wanted }) })}`;
}

/** next-auth's own names for a provider that failed mean one thing to a person. */
const wordOf = (error: string) =>
  /^(OAuth|Callback|AccessDenied)/.test(error) ? { word: "sso", minutes: 0 } : refusalWords(error);

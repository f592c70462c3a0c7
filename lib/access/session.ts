import "server-only";
import { decode, encode } from "next-auth/jwt";
import { readCookie } from "@/lib/kernel/cookies";
import { env } from "@/lib/kernel/env";

/** Name of the one sign-in cookie; `__Host-` and Secure when the configured origin is https (DESIGN §8). */
export const sessionCookie = () => (env().secure ? "__Host-kulla-session" : "kulla-session");

const secret = () => env().NEXTAUTH_SECRET ?? "";
const opened = new Map<string, string>();
const OPENED_MAX = 5000;

/** The session token inside a sign-in cookie. Opening one costs more than the look-up it leads to, so the (unchanging) result is kept. */
export async function tokenOfCookie(cookie: string | undefined): Promise<string | null> {
  if (!cookie || cookie.length > 4096) return null;
  const known = opened.get(cookie);
  if (known) return known;
  try {
    const jwt = await decode({ token: cookie, secret: secret() });
    const token = typeof jwt?.["token"] === "string" ? jwt["token"] : null;
    if (token) {
      if (opened.size >= OPENED_MAX) opened.clear();
      opened.set(cookie, token);
    }
    return token;
  } catch {
    return null;
  }
}

/** A sign-in cookie's value for a session token, as next-auth would write it: for tests and the bench. */
export const cookieOfToken = (token: string) => encode({ token: { token }, secret: secret(), maxAge: 12 * 3600 });

/** The session token of a request: a Bearer token of a machine, or the sign-in cookie. */
export async function tokenOfRequest(headers: Headers): Promise<string | null> {
  const bearer = /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(headers.get("authorization") ?? "");
  return bearer?.[1] ?? tokenOfCookie(readCookie(headers.get("cookie"), sessionCookie()));
}

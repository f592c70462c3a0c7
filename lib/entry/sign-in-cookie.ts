import "server-only";
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readCookie } from "@/lib/kernel/cookies";
import { env } from "@/lib/kernel/env";

/** Name of next-auth's anti-forgery cookie, as set in its options. */
export const csrfCookie = () => (env().secure ? "__Host-kulla-csrf" : "kulla-csrf");

const seal = (token: string) =>
  createHash("sha256")
    .update(`${token}${env().NEXTAUTH_SECRET ?? ""}`)
    .digest("hex");

/**
 * A page cannot set cookies, so the door gives the sign-in page its anti-forgery token: the form then works before and without JavaScript.
 * The cookie's form is next-auth's own (`token|sha256(token + secret)`), which its handler checks.
 */
export function prepareSignInPage(request: IncomingMessage, response: ServerResponse): void {
  const [known = "", proof = ""] = (readCookie(request.headers.cookie, csrfCookie()) ?? "").split("|");
  const expected = seal(known);
  const good =
    known.length === 64 &&
    proof.length === expected.length &&
    timingSafeEqual(Buffer.from(proof), Buffer.from(expected));
  const token = good ? known : randomBytes(32).toString("hex");
  request.headers["x-kulla-csrf"] = token;
  if (!good)
    response.setHeader(
      "set-cookie",
      `${csrfCookie()}=${encodeURIComponent(`${token}|${seal(token)}`)}; Path=/; HttpOnly; SameSite=Lax${env().secure ? "; Secure" : ""}`,
    );
}

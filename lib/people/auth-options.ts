import "server-only";
import type { NextAuthOptions, Profile } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { sessionCookie } from "@/lib/access/session";
import { csrfCookie } from "@/lib/entry/sign-in-cookie";
import { env } from "@/lib/kernel/env";
import { log } from "@/lib/kernel/log";
import { ownPath } from "./own-path";
import { signInWithPasskey } from "./sign-in-passkey";
import { signInWithPassword } from "./sign-in-password";
import { signInWithSso } from "./sign-in-sso";
import { hasSso, SSO } from "./sso";
import { type Visit, visitOf } from "./visit";

/** What next-auth carries from a provider to the cookie. */
interface SignedIn {
  id: string;
  token?: string;
}

type Way = (raw: unknown, visit: Visit) => Promise<{ personId: string; token: string }>;

const credentials = (id: string, fields: string[], way: Way) =>
  Credentials({
    id,
    name: id,
    credentials: Object.fromEntries(fields.map((field) => [field, {}])),
    async authorize(typed, request): Promise<SignedIn> {
      const visit = await visitOf(new Headers(request.headers as Record<string, string>));
      const { personId, token } = await way(fields.length === 1 ? typed?.[fields[0] as string] : typed, visit);
      return { id: personId, token };
    },
  });

const cookie = (name: string, maxAge?: number) => ({
  name,
  options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure: env().secure, ...(maxAge && { maxAge }) },
});

const named = (name: string) => (env().secure ? `__Host-kulla-${name}` : `kulla-${name}`);

/**
 * next-auth as Kulla uses it (ADR 009): it speaks with browsers and identity providers; what it keeps in its cookie is our session token and
 * nothing else, and the session row alone decides who is signed in.
 * @param headers of the request that is being answered
 */
export function authOptions(headers: Headers): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET ?? "",
    session: { strategy: "jwt", maxAge: 12 * 3600 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    useSecureCookies: env().secure,
    cookies: {
      sessionToken: cookie(sessionCookie()),
      csrfToken: cookie(csrfCookie()),
      callbackUrl: cookie(named("next")),
      pkceCodeVerifier: cookie(named("pkce"), 900),
      state: cookie(named("state"), 900),
      nonce: cookie(named("nonce"), 900),
    },
    providers: [
      credentials("password", ["email", "password", "code"], signInWithPassword),
      credentials("passkey", ["response"], signInWithPasskey),
      ...(hasSso() ? [ssoProvider()] : []),
    ],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.provider !== SSO) return true;
        const { personId, token } = await signInWithSso(profile, await visitOf(headers));
        Object.assign(user, { id: personId, token } satisfies SignedIn);
        return true;
      },
      jwt: ({ token, user }) => ({ token: user ? (user as SignedIn).token : token["token"] }),
      redirect: ({ url, baseUrl }) =>
        baseUrl + ownPath(url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url, "/incidents"),
    },
    logger: {
      // Its details can hold tokens, so only the name of the trouble is kept.
      error: (code) => log().warn({ code }, "sign-in"),
      warn: () => {},
      debug: () => {},
    },
  };
}

function ssoProvider() {
  return {
    id: SSO,
    name: "SSO",
    type: "oauth" as const,
    wellKnown: `${env().OIDC_ISSUER?.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId: env().OIDC_CLIENT_ID ?? "",
    clientSecret: env().OIDC_CLIENT_SECRET ?? "",
    idToken: true,
    checks: ["pkce" as const, "state" as const, "nonce" as const],
    authorization: { params: { scope: "openid email profile" } },
    profile: ({ sub, email }: Profile & { sub: string }) => ({ id: sub, email: email ?? null }),
  };
}

import NextAuth from "next-auth";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asActor } from "@/lib/access/as-actor";
import { sessionCookie, tokenOfCookie } from "@/lib/access/session";
import { env } from "@/lib/kernel/env";
import { authOptions } from "@/lib/people/auth-options";
import { type Cast, gather, type Member } from "../../support/cast";
import { owner } from "../../support/database";
import { sessionOf } from "../../support/keys";
import { CLIENT, type Provider, startProvider } from "../../support/provider";
import { newest, size } from "../../support/record";

/** The whole way of an organisation's own sign-in, over the wire, with a provider that tells the truth and one that does not. */
let cast: Cast;
let provider: Provider;
beforeAll(async () => {
  cast = await gather();
  provider = await startProvider();
  Object.assign(process.env, { NEXTAUTH_URL: env().origin });
  Object.assign(env(), { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: CLIENT, OIDC_CLIENT_SECRET: "secret" });
});
afterAll(() => provider.close());

type Jar = Record<string, string>;
interface Said {
  location: string;
  body: Record<string, unknown>;
}

/** One call of next-auth with Kulla's options, as a browser with these cookies makes it. */
async function call(jar: Jar, method: string, path: string[], said: { query?: Jar; body?: Jar } = {}): Promise<Said> {
  const answer: Said = { location: "", body: {} };
  const headers: Record<string, string[]> = {};
  const response = {
    status: () => response,
    getHeader: (name: string) => headers[name],
    setHeader(name: string, value: string | string[]) {
      headers[name] = [value].flat();
      return response;
    },
    end() {},
    send() {},
    json(value: Record<string, unknown>) {
      answer.body = value;
    },
  };
  const request = {
    method,
    query: { nextauth: path, ...said.query },
    body: said.body ?? {},
    cookies: jar,
    headers: { host: new URL(env().origin).host },
  };
  await (NextAuth as unknown as (...args: unknown[]) => Promise<void>)(request, response, authOptions(new Headers()));
  for (const cookie of headers["Set-Cookie"] ?? []) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    jar[name] = decodeURIComponent(value);
  }
  answer.location = headers["Location"]?.[0] ?? "";
  return answer;
}

/** Goes to the provider and comes back; answers where it led and who is then signed in. */
async function signIn(claims: Record<string, unknown>, tamper: (jar: Jar, back: Jar) => void = () => {}) {
  const jar: Jar = {};
  await call(jar, "GET", ["csrf"]);
  const csrfToken = jar["kulla-csrf"]?.split("|")[0] ?? "";
  const { body } = await call(jar, "POST", ["signin", "oidc"], {
    body: { csrfToken, callbackUrl: "/me", json: "true" },
  });
  provider.asked = new URL(String(body["url"])).searchParams;
  provider.claims = claims;
  const back: Jar = { code: "code", state: provider.asked.get("state") ?? "" };
  tamper(jar, back);
  const { location } = await call(jar, "GET", ["callback", "oidc"], { query: back });
  const token = await tokenOfCookie(jar[sessionCookie()]);
  const person = token ? await asActor(token, async (_tx, actor) => actor.personId) : null;
  return { location, person };
}

const verified = ({ email }: Member, sub: string, more = {}) => ({
  sub,
  email: email.toUpperCase(),
  email_verified: true,
  ...more,
});
const refused = { location: expect.stringContaining("error"), person: null };

describe("an honest provider", () => {
  test("is asked with PKCE, state and nonce", async () => {
    await signIn(verified(cast.besa, "besa-1"));
    expect(Object.fromEntries(provider.asked)).toMatchObject({
      client_id: CLIENT,
      response_type: "code",
      scope: "openid email profile",
      code_challenge_method: "S256",
      nonce: expect.stringMatching(/.{20}/),
      state: expect.stringMatching(/.{20}/),
    });
  });

  test("brings in whoever has its verified e-mail, and links them", async () => {
    expect(await signIn(verified(cast.ilir, "ilir-1"))).toEqual({
      location: `${env().origin}/me`,
      person: cast.ilir.id,
    });
    expect(await sessionOf(cast.ilir.id)).toMatchObject({ factor: "sso", aal: 1, kind: "browser" });
    expect(await newest("sign-in.done")).toMatchObject({ actor_id: cast.ilir.id, words: { factor: "sso" } });
    // From now on the link counts, not the e-mail.
    expect(await signIn({ sub: "ilir-1", email: "new.name@example.test", email_verified: false })).toMatchObject({
      person: cast.ilir.id,
    });
  });

  test("with a second factor grants the second level and never more", async () => {
    await signIn(verified(cast.mira, "mira-1", { amr: ["pwd", "otp"] }));
    expect(await sessionOf(cast.mira.id)).toMatchObject({ factor: "sso+second", aal: 2 });
    await signIn(verified(cast.mira, "mira-1", { amr: ["hwk"], acr: "AAL3" }));
    expect(await sessionOf(cast.mira.id)).toMatchObject({ aal: 2 });
  });
});

describe("the provider's word is not taken", () => {
  test.each([
    ["a nonce that we did not give", { nonce: "another" }],
    ["a token for somebody else's site", { aud: "another-client" }],
    ["a token of another issuer", { iss: "https://issuer.evil" }],
    ["a token that has run out", { exp: 1 }],
  ])("%s", async (_what, lie) => {
    const before = await owner.query("SELECT count(*) FROM session");
    expect(await signIn({ ...verified(cast.dritan, "dritan-1"), ...lie })).toMatchObject(refused);
    expect((await owner.query("SELECT count(*) FROM session")).rows).toEqual(before.rows);
  });

  test.each([
    ["a state that we did not give", (_jar: Jar, back: Jar) => void (back["state"] = "another")],
    [
      "another browser's cookies",
      (jar: Jar) => {
        for (const name of ["kulla-state", "kulla-pkce", "kulla-nonce"]) delete jar[name];
      },
    ],
    ["a PKCE verifier that we did not make", (jar: Jar) => void (jar["kulla-pkce"] = jar["kulla-state"] ?? "")],
  ])("%s", async (_what, tamper) => {
    expect(await signIn(verified(cast.dritan, "dritan-1"), tamper)).toMatchObject(refused);
  });

  test.each([
    [
      "an e-mail that is not verified",
      () => ({ sub: "d-2", email: cast.dritan.email, email_verified: false }),
      "unverified-email",
      () => null,
    ],
    [
      "an e-mail of which it does not say so",
      () => ({ sub: "d-3", email: cast.dritan.email }),
      "unverified-email",
      () => null,
    ],
    [
      "somebody who is not here",
      () => ({ sub: "d-4", email: "stranger@example.test", email_verified: true }),
      "unknown-subject",
      () => null,
    ],
    [
      "a second subject with a known person's e-mail",
      () => verified(cast.ilir, "ilir-2"),
      "unknown-subject",
      () => cast.ilir.id,
    ],
    ["somebody whose access has ended", () => verified(cast.fatos, "fatos-1"), "disabled", () => cast.fatos.id],
  ] as [string, () => Record<string, unknown>, string, () => string | null][])(
    "%s",
    async (_what, claims, why, actor) => {
      const before = await size("sign-in.done");
      expect(await signIn(claims())).toMatchObject(refused);
      expect(await newest("sign-in.refused")).toMatchObject({ actor_id: actor(), words: { why } });
      expect(await size("sign-in.done")).toBe(before);
    },
  );

  test("after a reset, until the new one-time code was used", async () => {
    await owner.query("UPDATE person SET credentials_from = now() WHERE id = $1", [cast.ilir.id]);
    expect(await signIn(verified(cast.ilir, "ilir-1"))).toMatchObject(refused);
    expect(await newest("sign-in.refused")).toMatchObject({ actor_id: cast.ilir.id, words: { why: "old-link" } });
    await owner.query("UPDATE linked_identity SET linked_at = now() WHERE person_id = $1", [cast.ilir.id]);
    expect(await signIn(verified(cast.ilir, "ilir-1"))).toMatchObject({ person: cast.ilir.id });
  });
});

test("without settings there is no such door", async () => {
  const { OIDC_ISSUER } = env();
  Object.assign(env(), { OIDC_ISSUER: undefined });
  expect(
    authOptions(new Headers()).providers.map(({ id, options }) => (options as { id?: string } | undefined)?.id ?? id),
  ).toEqual(["password", "passkey"]);
  Object.assign(env(), { OIDC_ISSUER });
});

import "server-only";
import type { Context } from "hono";
import { z } from "zod";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { sessionCookie, tokenOfRequest } from "@/lib/access/session";
import { json, tokenOf } from "@/lib/entry/http";
import type { Line } from "@/lib/entry/line";
import { env } from "@/lib/kernel/env";
import { Refusal } from "@/lib/kernel/errors";
import {
  clockCookie,
  clockFaces,
  densities,
  densityCookie,
  type Language,
  languageCookie,
  languages,
  leftCookie,
  type ShortcutMode,
  shortcutModes,
  type Theme,
  themeCookie,
  themes,
} from "@/lib/kernel/preferences";
import { append } from "@/lib/record/append";
import { ownPath } from "./own-path";

const ends = (actor: Actor, lastSeen: Date) => ({
  endsAt: actor.endsAt,
  idleEndsAt: actor.idleSeconds === null ? null : new Date(lastSeen.getTime() + actor.idleSeconds * 1000).toISOString(),
});

const sessionEnds = (context: Context, touch: boolean) =>
  tokenOf(context).then((token) =>
    asActor(
      token,
      async (tx, actor) => {
        const row = await tx.session.findUniqueOrThrow({
          where: { id: actor.sessionId },
          select: { lastSeenAt: true },
        });
        return json(ends(actor, row.lastSeenAt), 200);
      },
      { touch },
    ),
  );

/** Ends the session in the database, so that the cookie is worth nothing from this moment. */
const endHere = (token: string) =>
  asActor(token, async (tx, actor, now) => {
    await append(tx, { type: "sign-out.done", data: {} });
    await tx.session.updateMany({ where: { id: actor.sessionId }, data: { revokedAt: now } });
  });

/** Clears what the browser holds of the session. */
const goodbye = () =>
  new Headers({
    "set-cookie": `${sessionCookie()}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${env().secure ? "; Secure" : ""}`,
    "clear-site-data": '"cache"',
    "cache-control": "no-store",
  });

async function signOut(context: Context): Promise<Response> {
  await endHere(await tokenOf(context));
  return new Response(null, { status: 204, headers: goodbye() });
}

/** As a plain form, for people: whoever presses it in a session that has ended is signed out already. */
async function signOutByForm(context: Context): Promise<Response> {
  const token = await tokenOfRequest(context.req.raw.headers);
  if (token) {
    await endHere(token).catch((error: unknown) => {
      if (!(error instanceof Refusal && error.kind === "unauthenticated")) throw error;
    });
  }
  const headers = goodbye();
  // Tells the door that somebody really left, which an address alone must not: it removes what is kept on the device.
  headers.append("set-cookie", `${leftCookie}=1; Path=/; Max-Age=60; SameSite=Strict${env().secure ? "; Secure" : ""}`);
  headers.set("location", "/sign-in?signed-out=1");
  return new Response(null, { status: 303, headers });
}

const Preferences = z.strictObject({
  language: z.enum(languages).optional(),
  theme: z.enum(themes).optional(),
  density: z.enum(densities).optional(),
  clock: z.enum(clockFaces).optional(),
  shortcuts: z.enum(shortcutModes).optional(),
  back: z.string().optional(),
});

/** Language, theme and clock of this browser; language, theme and shortcuts of the person when one is signed in. Works as a plain form. */
async function setPreferences(context: Context, input: Record<string, unknown>): Promise<Response> {
  const parsed = Preferences.safeParse(input);
  if (!parsed.success) throw new Refusal("invalid");
  const { language, theme, density, clock, shortcuts, back } = parsed.data;
  const headers = new Headers({ location: ownPath(back, "/", { signIn: true }), "cache-control": "no-store" });
  const keep = (name: string, value: string) =>
    headers.append(
      "set-cookie",
      `${name}=${value}; Path=/; Max-Age=31536000; SameSite=Lax${env().secure ? "; Secure" : ""}`,
    );
  if (language) keep(languageCookie, language);
  if (theme) keep(themeCookie, theme);
  if (density) keep(densityCookie, density);
  if (clock) keep(clockCookie, clock);
  const token = await tokenOfRequest(context.req.raw.headers);
  // Somebody whose session has ended still chooses for this browser, and so does everybody while the database is away.
  const wanted = { ...(language && { language }), ...(theme && { theme }), ...(shortcuts && { shortcuts }) };
  if (token) await keepPreferences(token, wanted).catch(unlessRefused);
  return new Response(null, { status: 303, headers });
}

interface Wanted {
  language?: Language;
  theme?: Theme;
  shortcuts?: ShortcutMode;
}

const keepPreferences = (token: string, wanted: Wanted) =>
  asActor(token, async (tx, actor) => {
    const changed = (Object.keys(wanted) as (keyof Wanted)[]).some((name) => wanted[name] !== actor[name]);
    if (!changed) return;
    await tx.person.updateMany({ where: { id: actor.personId }, data: wanted });
    await append(tx, { type: "preferences.changed", data: {} });
  });

function unlessRefused(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}

/** The session at hand and how this browser shows Kulla. */
export const sessionLines: Line[] = [
  {
    method: "GET",
    path: "/session",
    does: "handle",
    open: false,
    handle: (context) => sessionEnds(context, false),
    says: "When this session ends, by the clock and by idleness.",
  },
  {
    method: "POST",
    path: "/session/touch",
    does: "handle",
    open: false,
    handle: (context) => sessionEnds(context, true),
    says: "A person is really there: idleness starts anew.",
  },
  {
    method: "DELETE",
    path: "/session",
    does: "handle",
    open: false,
    handle: signOut,
    says: "Signs out; the session ends at once, everywhere.",
  },
  {
    method: "POST",
    path: "/session/end",
    does: "handle",
    open: true,
    handle: signOutByForm,
    says: "The same as a plain form.",
  },
  {
    method: "POST",
    path: "/preferences",
    does: "handle",
    open: true,
    input: Preferences,
    handle: setPreferences,
    says: "Language, theme, clock and shortcuts, as a plain form.",
  },
];

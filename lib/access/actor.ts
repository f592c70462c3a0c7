import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { inTransaction } from "@/lib/kernel/db";
import type { Actor } from "./actor-facts";
import { actorOf } from "./as-actor";
import { sessionCookie, tokenOfCookie } from "./session";

/** Who asks for this page, once per request; null when nobody is signed in or the session has ended. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const jar = await cookies();
  const token = await tokenOfCookie(jar.get(sessionCookie())?.value);
  return token ? inTransaction(token, async (_tx, principal) => actorOf(token, principal)) : null;
});

/** The same for pages that need somebody: everyone else is sent to sign in. */
export async function requireActor(): Promise<Actor> {
  return (await currentActor()) ?? redirect("/sign-in");
}

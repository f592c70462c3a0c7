import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requireActor } from "@/lib/access/actor";
import type { Language } from "@/lib/kernel/preferences";
import { getForeign } from "./queries";
import { ById } from "./schema";

/** The foreign log that a page is about; what is invisible, or no address of one, does not exist. */
export const foreignOfPage = cache(async (id: string, before: string | undefined, language: Language) => {
  const actor = await requireActor();
  const asked = ById.safeParse({ id, before }).data;
  return (asked && (await getForeign(actor, asked.id, { before: asked.before, language }))) ?? notFound();
});

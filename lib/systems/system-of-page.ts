import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requireActor } from "@/lib/access/actor";
import { getSystem } from "./catalogue-queries";
import { ByCode } from "./schema";

/** The system that a page is about; what is invisible does not exist. */
export const systemOfPage = cache(async (said: string) => {
  const actor = await requireActor();
  const asked = ByCode.safeParse({ code: said });
  const system = asked.success ? await getSystem(actor, asked.data.code) : null;
  return { actor, system: system ?? notFound() };
});

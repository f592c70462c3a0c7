import "server-only";
import { notFound } from "next/navigation";
import { incidentOfPage } from "@/lib/incidents/incident-of-page";
import { clockNow } from "@/lib/kernel/clock";
import type { Language } from "@/lib/kernel/preferences";
import { askedOf, type Fields } from "./asked";
import { getPrint } from "./queries";
import { ChoosePrint } from "./schema";

type Address = Record<string, string | string[] | undefined>;

/** What a print page prints, of whom, and in which part; what cannot be read or is not there for the reader does not exist. */
export async function printOfPage(ref: string, address: Address, language: Language, whose?: string) {
  const { actor, incident } = await incidentOfPage(ref);
  const own = `person:${actor.personId}`;
  const { choice, fields } = askedOf(
    { ...address, to: undefined, format: undefined, ...(whose && { whose }) },
    incident.zone,
    own,
  );
  const asked = ChoosePrint.safeParse({
    whose: choice?.whose,
    from: choice?.from,
    until: choice?.until,
    part: address["part"],
  });
  if (!choice || !asked.success) notFound();
  const print = (await getPrint(actor, incident.ref, asked.data, language)) ?? notFound();
  return { actor, incident, fields: fields as Fields, asked: asked.data, print, now: clockNow() };
}

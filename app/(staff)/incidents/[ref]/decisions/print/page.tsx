import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DecisionLogOnPaper } from "@/components/decisions/decision-log-on-paper";
import { getDecisionLog } from "@/lib/decisions/decision-log";
import { incidentOfPage } from "@/lib/incidents/incident-of-page";
import { knowsSituation } from "@/lib/incidents/shelves";

interface Asked {
  params: Promise<{ ref: string }>;
}

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { incident } = await incidentOfPage((await params).ref);
  return { title: `${(await getTranslations("decisions.print"))("title")} ${incident.ref}` };
}

/** The whole decision log as an inquiry wants it: on A4, with who decided what when, on what was known then, and the proof. */
export default async function PrintDecisionsPage({ params }: Asked) {
  const { actor, incident } = await incidentOfPage((await params).ref);
  const log = knowsSituation(incident) ? await getDecisionLog(actor, incident.ref) : null;
  return <DecisionLogOnPaper incident={incident} log={log ?? notFound()} reader={actor.name} />;
}

import type { Metadata } from "next";
import { DecisionPage } from "@/components/decisions/decision-page";
import { decisionOfPage } from "@/lib/decisions/decision-of-page";
import { getDecision } from "@/lib/decisions/queries";
import { type DecisionAct, decisionActs } from "@/lib/decisions/views";
import { because } from "@/lib/entry/because";
import { formWords } from "@/lib/entry/form-words";
import { settled } from "@/lib/entry/settled";
import { getOutside } from "@/lib/systems/outside-queries";
import { getBoard } from "@/lib/systems/queries";

interface Asked {
  params: Promise<{ ref: string; number: string }>;
}

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { ref, number } = await params;
  const { incident, decision } = await decisionOfPage(ref, number);
  return { title: `${decision.name} ${decision.title} ${incident.ref}` };
}

/** One decision, from the proposal to the last system back. */
export default async function DecisionOfIncidentPage({ params }: Asked) {
  const { ref, number } = await params;
  const { actor, incident, decision } = await decisionOfPage(ref, number);
  const { undoes, criteria } = decision;
  const [form, board, outside, ended, why] = await Promise.all([
    formWords(),
    settled(getBoard(actor, incident.ref)),
    settled(getOutside(actor, incident.ref)),
    undoes && decision.type !== "extend" ? getDecision(actor, incident.ref, undoes.number) : null,
    Promise.all(decisionActs.map(async (act) => [act, await because(decision.abilities[act])] as const)),
  ]);
  return (
    <main
      id="content"
      className="mx-auto grid w-full max-w-[1440px] grid-cols-[minmax(0,1fr)] content-start gap-4 p-4 print:max-w-none print:p-0"
    >
      <DecisionPage
        decision={decision}
        incident={incident}
        form={form}
        why={Object.fromEntries(why) as Record<DecisionAct, string>}
        stop={ended ?? (criteria.length > 0 ? decision : null)}
        board={board?.rows ?? []}
        outside={outside}
      />
    </main>
  );
}

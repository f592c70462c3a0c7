import type { ReactNode } from "react";
import { PrintSheet } from "@/components/incidents/print-sheet";
import { ExerciseBar } from "@/components/shell/exercise-bar";
import { incidentOfPage } from "@/lib/incidents/incident-of-page";
import { knowsSituation } from "@/lib/incidents/shelves";
import { clockNow } from "@/lib/kernel/clock";

/** Every page of an incident is marked as what it is: an exercise on the screen, and ref, label and reader on paper. */
export default async function IncidentLayout(props: { children: ReactNode; params: Promise<{ ref: string }> }) {
  const { actor, incident } = await incidentOfPage((await props.params).ref);
  return (
    <>
      {incident.exercise ? <ExerciseBar /> : null}
      <PrintSheet incident={incident} reader={actor.name} now={clockNow()} />
      {knowsSituation(incident) ? <span id="reads-decisions" hidden /> : null}
      {props.children}
    </>
  );
}

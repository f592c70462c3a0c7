import type { FormWords } from "@/components/ui/api-form";
import type { DecisionAct, DecisionView } from "@/lib/decisions/views";
import type { IncidentHeader } from "@/lib/incidents/views";

/** What every part of the page of a decision is drawn from. */
export interface Reading {
  decision: DecisionView;
  incident: IncidentHeader;
  /** Why this reader cannot do something, in words; empty where they can. */
  why: Record<DecisionAct, string>;
  form: FormWords;
}

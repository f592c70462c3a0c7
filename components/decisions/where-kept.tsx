"use client";

import type { FormWords } from "@/components/ui/api-form";
import { decisionName } from "@/lib/decisions/lists";
import { clockTime } from "@/lib/kernel/time";
import { fill } from "@/lib/kernel/words";
import type { DecisionFormWords } from "./form-words";
import type { useDecisionForm } from "./use-decision-form";

interface Facts {
  at: ReturnType<typeof useDecisionForm>;
  draft: boolean;
  titled: boolean;
  zone: string;
  words: DecisionFormWords["form"];
  form: FormWords;
}

/** In words: what is kept where at this moment, and what the server did not take. */
export function WhereKept(facts: Facts) {
  const { problem } = facts.at;
  return (
    <p role="status" data-where-kept className={problem ? "text-sm font-semibold" : "text-sm"}>
      {sentenceOf(facts)}
    </p>
  );
}

function sentenceOf({ at, draft, titled, zone, words, form }: Facts): string {
  const { where } = words;
  const { progress, problem, dirty, onDevice, keptAt } = at;
  const number = at.number();
  const name = number === null ? "" : decisionName(number);
  if (progress === "sending") return form.sending;
  if (problem?.kind === "silent") return onDevice ? where.silent : where.silentPage;
  if (problem?.because === "changed-meanwhile") return fill(where.stale, { name });
  if (problem) return fill(where.refused, { reason: problem.status === 401 ? form.signedOut : problem.detail });
  if (dirty && !onDevice) return where.pageOnly;
  if (dirty && !titled) return where.untitled;
  if (dirty) return draft ? where.device : where.devicePressed;
  if (keptAt) return fill(draft ? where.server : where.kept, { name, time: clockTime(keptAt, zone) });
  return draft ? where.nothing : where.nothingPressed;
}

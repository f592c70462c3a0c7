"use client";

import { useRef, useState } from "react";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { formValues } from "@/components/ui/form-values";
import { api } from "@/lib/entry/paths";
import type { Language } from "@/lib/kernel/preferences";
import type { FactName } from "@/lib/systems/facts";
import { clean, mergeForms, type Overtaken, type Typed, typedOf } from "@/lib/systems/form-facts";
import type { SystemView } from "@/lib/systems/views";
import { ChangedMeanwhile } from "./changed-meanwhile";
import { type FieldFacts, SystemFields } from "./system-fields";

/** What the fields begin with; a new turn draws them anew. */
interface Turn {
  number: number;
  version: number;
  /** What the catalogue said when these fields were drawn. */
  base: Typed;
  typed: Typed;
  overtaken: Overtaken[];
}

/**
 * Corrects a system. When somebody else was faster, what only they changed is taken into the form, what was typed stays, and what both changed
 * stands above it, to choose.
 */
export function ChangeSystemForm(
  props: FieldFacts & { code: string; version: number; language: Language; zoneId: string; form: FormWords },
) {
  const { code, version, form, language, zoneId, ...facts } = props;
  const box = useRef<HTMLDivElement>(null);
  const [turn, setTurn] = useState<Turn>({ number: 0, version, base: facts.typed, typed: facts.typed, overtaken: [] });
  const { catalogue } = facts.words;

  const typedNow = () => {
    const shown = box.current?.closest("form");
    return shown ? clean(formValues(shown)) : turn.typed;
  };
  const takeIn = async () => {
    const newest = await newestOf(code);
    if (!newest) return;
    const theirs = typedOf(newest, zoneId);
    const { merged, overtaken } = mergeForms(turn.base, typedNow(), theirs);
    setTurn({ number: turn.number + 1, version: newest.version, base: theirs, typed: merged, overtaken });
  };
  const useTheirs = (name: FactName) => {
    const theirs = turn.overtaken.find((one) => one.name === name)?.theirs;
    setTurn({
      ...turn,
      number: turn.number + 1,
      typed: clean({ ...typedNow(), [name]: theirs?.[name] }),
      overtaken: turn.overtaken.map((one) => (one.name === name ? { ...one, mine: null } : one)),
    });
  };

  return (
    <ApiForm
      action={api.system(code)}
      method="PUT"
      fixed={{ version: turn.version }}
      then="/systems/{code}"
      onProblem={({ because }) => {
        if (because === "catalogue-changed") void takeIn();
      }}
      words={form}
    >
      {turn.overtaken.length > 0 ? (
        <ChangedMeanwhile
          overtaken={turn.overtaken}
          saying={{
            words: facts.words,
            language,
            zone: zoneId,
            organisations: new Map(facts.organisations.map(({ value, label }) => [value, label])),
          }}
          takeTheirs={useTheirs}
        />
      ) : null}
      <div ref={box} key={turn.number} className="grid gap-4">
        <SystemFields {...facts} typed={turn.typed} />
      </div>
      <Button type="submit" kind="main" className="justify-self-start">
        {catalogue.change.button}
      </Button>
    </ApiForm>
  );
}

/** The system as it stands now; null when the server cannot say. */
async function newestOf(code: string): Promise<SystemView | null> {
  try {
    const answer = await fetch(api.system(code));
    return answer.ok ? ((await answer.json()) as SystemView) : null;
  } catch {
    return null;
  }
}

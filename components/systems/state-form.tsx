"use client";

import { useState } from "react";
import { HappenedFields } from "@/components/entries/happened-fields";
import { ApiForm } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { api } from "@/lib/entry/paths";
import { cn } from "@/lib/kernel/cn";
import { clockTime, dayKey } from "@/lib/kernel/time";
import { counted } from "@/lib/kernel/words";
import { movesOf } from "@/lib/systems/machine";
import type { Desk } from "./desk-words";
import type { Picked } from "./picked";

/** Moves one or many systems to a state that all of them can take, with one sentence. */
export function StateForm(props: { desk: Desk; picked: Picked[]; wide?: boolean }) {
  const { desk, picked, wide = false } = props;
  const { words, drafts } = desk;
  const [chosen, setChosen] = useState("");
  const { zone } = desk.incident;
  // The board is read anew under an open form: what was offered as the time stays.
  const [was] = useState(() => ({
    time: clockTime(new Date(desk.now), zone),
    day: dayKey(new Date(desk.now), zone),
  }));
  const [happened, setHappened] = useState(was);
  const moves = movesOf(picked);
  const about = picked.length === 1 ? (picked[0]?.code ?? "") : "many";
  const across = wide && "lg:col-span-full";
  if (moves.length === 0) return <p>{picked.length === 1 ? words.noMoveOne : words.noMove}</p>;
  const state = moves.find((move) => move === chosen) ?? "";
  return (
    <ApiForm
      action={api.states(desk.incident.ref)}
      fixed={{ systems: picked.map(({ code, version }) => ({ code, version })) }}
      words={words.form}
      onDone={() => {
        drafts.delete(`state ${about}`);
        desk.done();
      }}
      onProblem={({ because }) => because === "system-changed" && desk.overtaken()}
      className={
        wide
          ? "gap-3 lg:grid-cols-[16rem_minmax(0,1fr)_auto] lg:items-end lg:[&>[role=alert]]:col-span-full lg:[&>[role=status]]:col-span-full"
          : ""
      }
    >
      <Select
        name="state"
        label={words.state}
        value={state}
        onChange={(event) => setChosen(event.target.value)}
        options={[
          { value: "", label: words.pick },
          ...moves.map((move) => ({ value: move, label: words.states[move] })),
        ]}
      />
      {state === "restored_limited" ? (
        <div className={cn(wide && "lg:order-1 lg:col-span-full")}>
          <TextField name="limits" label={words.limits} hint={words.limitsHint} required maxLength={300} />
        </div>
      ) : null}
      <TextField
        name="reason"
        label={words.reason}
        {...(!wide && { hint: words.reasonHint })}
        required
        autoComplete="off"
        maxLength={500}
        defaultValue={drafts.get(`state ${about}`)}
        onChange={(event) => drafts.set(`state ${about}`, event.target.value)}
      />
      <div className={cn(wide && "lg:order-none")}>
        <Button type="submit" kind="main">
          {counted(words.button, picked.length)}
        </Button>
      </div>
      <details className={cn(across, "lg:order-2")}>
        <summary className="inline-flex min-h-11 items-center underline underline-offset-4 sm:min-h-8">
          {words.earlier}
        </summary>
        <div className="pt-2">
          <HappenedFields
            was={was}
            now={happened}
            change={(changes) => setHappened({ ...happened, ...changes })}
            zone={zone}
            words={{ legend: words.happened, hint: words.happenedHint, time: words.time, day: words.day }}
          />
        </div>
      </details>
      <p className={cn("text-sm text-ink-2 lg:order-3", across)}>
        {picked.some(({ compromise }) => compromise === "confirmed" || compromise === "cleaned")
          ? `${words.unclean} `
          : null}
        {words.decision}
      </p>
    </ApiForm>
  );
}

"use client";

import { useState } from "react";
import { EarlierTime } from "@/components/entries/earlier-time";
import { ApiForm } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { api } from "@/lib/entry/paths";
import { cn } from "@/lib/kernel/cn";
import { counted } from "@/lib/kernel/words";
import { movesOf } from "@/lib/systems/machine";
import type { Desk } from "./desk-words";
import type { Picked } from "./picked";

/** Moves one or many systems to a state that all of them can take, with one sentence. */
export function StateForm(props: { desk: Desk; picked: Picked[]; wide?: boolean }) {
  const { desk, picked, wide = false } = props;
  const { words, drafts } = desk;
  const [chosen, setChosen] = useState("");
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
      <EarlierTime now={desk.now} zone={desk.incident.zone} words={words} className={cn(across, "lg:order-2")} />
      <p className={cn("text-sm text-ink-2 lg:order-3", across)}>
        {picked.some(({ compromise }) => compromise === "confirmed" || compromise === "cleaned")
          ? `${words.unclean} `
          : null}
        {words.decision}
      </p>
    </ApiForm>
  );
}

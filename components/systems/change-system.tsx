"use client";

import { useRef } from "react";
import { ApiForm } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { api } from "@/lib/entry/paths";
import { legalMoves } from "@/lib/kernel/machine";
import { fill } from "@/lib/kernel/words";
import { compromiseMoves } from "@/lib/systems/machine";
import type { Compromise } from "@/lib/systems/states";
import type { Desk } from "./desk-words";
import type { Picked } from "./picked";
import { StateForm } from "./state-form";

/** All that can be said of one system: that it still stands so, that it stands otherwise, how far it was broken into. */
export function ChangeSystem(props: { desk: Desk; picked: Picked; closed: () => void }) {
  const { picked, closed } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const desk: Desk = {
    ...props.desk,
    done() {
      // Closed by itself it gives the focus back to the line.
      dialog.current?.close();
      props.desk.done();
    },
  };
  const { words } = desk;
  return (
    <Dialog
      dialog={dialog}
      label={`${picked.code} ${picked.name}`}
      closed={closed}
      className="max-h-[calc(100dvh-5rem)] overflow-y-auto sm:mt-16"
    >
      <div className="grid gap-5 p-4">
        <div className="flex items-start justify-between gap-4">
          <div>
            <h2 className="wrap-anywhere">
              <span className="font-mono font-normal">{picked.code}</span> {picked.name}
            </h2>
            <p className="text-ink-2">
              {fill(words.now, { state: words.states[picked.state], compromise: words.compromises[picked.compromise] })}
            </p>
          </div>
          <Button kind="quiet" onClick={() => dialog.current?.close()}>
            {words.close}
          </Button>
        </div>
        {picked.mayState ? (
          <>
            <Part title={words.confirmTitle}>
              <ConfirmForm desk={desk} picked={picked} />
            </Part>
            <Part title={words.stateTitle}>
              <StateForm desk={desk} picked={[picked]} />
            </Part>
          </>
        ) : null}
        {picked.mayCompromise ? (
          <Part title={words.compromiseTitle}>
            <CompromiseForm desk={desk} picked={picked} />
          </Part>
        ) : null}
      </div>
    </Dialog>
  );
}

function Part(props: { title: string; children: React.ReactNode }) {
  return (
    <section className="grid gap-3 border-t border-line pt-4">
      <h3>{props.title}</h3>
      {props.children}
    </section>
  );
}

function ConfirmForm({ desk, picked }: { desk: Desk; picked: Picked }) {
  const { words } = desk;
  return (
    <ApiForm
      action={api.confirmState(desk.incident.ref, picked.code)}
      fixed={{ version: picked.version }}
      words={words.form}
      onDone={desk.done}
      onProblem={({ because }) => because === "system-changed" && desk.overtaken()}
    >
      <p className="text-sm text-ink-2">{words.confirmLead}</p>
      <div>
        <Button type="submit">{fill(words.confirm, { state: words.states[picked.state] })}</Button>
      </div>
    </ApiForm>
  );
}

function CompromiseForm({ desk, picked }: { desk: Desk; picked: Picked }) {
  const { words, drafts } = desk;
  const draft = `compromise ${picked.code}`;
  const moves = legalMoves(compromiseMoves, picked.compromise) as Compromise[];
  return (
    <ApiForm
      action={api.compromise(desk.incident.ref, picked.code)}
      fixed={{ version: picked.version }}
      words={words.form}
      onDone={() => {
        drafts.delete(draft);
        desk.done();
      }}
      onProblem={({ because }) => because === "system-changed" && desk.overtaken()}
    >
      <Select
        name="compromise"
        label={words.compromise}
        options={[
          { value: "", label: words.pick },
          ...moves.map((move) => ({ value: move, label: words.compromises[move] })),
        ]}
      />
      <TextField
        name="reason"
        label={words.reason}
        hint={words.reasonHint}
        required
        autoComplete="off"
        maxLength={500}
        defaultValue={drafts.get(draft)}
        onChange={(event) => drafts.set(draft, event.target.value)}
      />
      <div>
        <Button type="submit" kind="main">
          {words.compromiseButton}
        </Button>
      </div>
    </ApiForm>
  );
}

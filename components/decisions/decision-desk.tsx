"use client";

import { useEffect, useRef, useState } from "react";
import { forget, kept, openDevice } from "@/components/entries/device";
import { Button } from "@/components/ui/button";
import { typedOf } from "@/lib/decisions/form";
import type { DecisionView } from "@/lib/decisions/views";
import { dayAndTime } from "@/lib/kernel/time";
import { fill } from "@/lib/kernel/words";
import { DecisionForm, type FormFacts } from "./decision-form";
import { type DecisionDraft, decisionDraftName, isNewIn, newId } from "./form-draft";

type Begun = Pick<FormFacts, "typed" | "systems" | "start" | "newId" | "creating" | "unsaved" | "sendNow"> & {
  round: number;
};
type DeskFacts = Omit<FormFacts, keyof Begun | "keepMine" | "takeTheirs"> &
  Pick<FormFacts, "typed" | "systems" | "start">;

/** A device that does not open in this time keeps nobody from writing. */
const OPENS_MS = 3_000;

/** The form, with what this device has of it: words that the server never got are back, and of two texts of one decision neither is lost. */
export function DecisionDesk({ typed, systems, start, ...facts }: DeskFacts) {
  const { incidentRef, personId, version, words } = facts;
  const [begun, setBegun] = useState<Begun>({
    ...{ round: 0, typed, systems, start, newId: "", creating: undefined, unsaved: false, sendNow: false },
  });
  const [ready, setReady] = useState(false);
  const [back, setBack] = useState<string | null>(null);
  const [other, setOther] = useState<{ name: string; draft: DecisionDraft } | null>(null);
  const name = useRef("");

  const begin = (next: Partial<Begun>) => setBegun((now) => ({ ...now, ...next, round: now.round + 1 }));
  const goOn = (found: DecisionDraft) =>
    begin({
      typed: found.said,
      systems: found.systems,
      creating: found.creating,
      unsaved: true,
      sendNow: false,
      ...(start && found.revision !== null && { start: { ...start, revision: found.revision } }),
      ...(!start && { newId: newId(name.current) }),
    });

  // biome-ignore lint/correctness/useExhaustiveDependencies: takes up what is there once, when the page comes alive.
  useEffect(() => {
    let here = true;
    const slow = new Promise((enough) => setTimeout(enough, OPENS_MS));
    void Promise.race([openDevice(personId, new Date(version)), slow]).then(() => {
      if (!here) return;
      const found = kept<DecisionDraft>("draft", personId);
      const id = location.hash.slice(1) || crypto.randomUUID().slice(0, 8);
      name.current = decisionDraftName(incidentRef, start?.number ?? id);
      const own = found.get(name.current);
      const others = [...found].filter(([one]) => !start && isNewIn(incidentRef, one) && one !== name.current);
      const newest = others.sort(([, a], [, b]) => b.at.localeCompare(a.at))[0];
      if (newest && !own) setOther({ name: newest[0], draft: newest[1] });
      if (!start) {
        window.history.replaceState(null, "", `#${id}`);
        setBegun((now) => ({ ...now, newId: id }));
      }
      if (own) {
        setBack(own.at);
        goOn(own);
      }
      setReady(true);
    });
    return () => {
      here = false;
    };
  }, []);

  const time = (at: string) => dayAndTime(new Date(at), facts.zone, facts.language);
  const startOver = () => {
    void forget("draft", personId, name.current);
    setBack(null);
    begin({ typed, systems, start, creating: undefined, unsaved: false, sendNow: false });
  };
  const goOnWithOther = () => {
    if (!other) return;
    name.current = other.name;
    window.history.replaceState(null, "", `#${newId(other.name)}`);
    setOther(null);
    goOn(other.draft);
  };
  /** Of two who wrote at once: builds on what the other saved, with one text or the other. */
  const over = (theirs: DecisionView, mine: Pick<FormFacts, "typed" | "systems"> | null) => {
    const { number, revision, version: of, state } = theirs;
    name.current = decisionDraftName(incidentRef, number);
    if (!mine) void forget("draft", personId, name.current);
    setBack(null);
    begin({
      ...(mine ?? { typed: typedOf(theirs), systems: theirs.systems }),
      start: { number, revision, version: of, state },
      unsaved: mine !== null,
      sendNow: mine !== null && state === "draft",
      creating: undefined,
    });
  };

  const { kept: said } = words.form;
  const notice = "mb-3 flex flex-wrap items-center gap-3 rounded-lg border-2 border-ink bg-surface px-4 py-3";
  return (
    <>
      {back ? (
        <div role="status" className={notice}>
          <p className="flex-1 basis-64">{fill(said.restored, { time: time(back) })}</p>
          <Button onClick={startOver}>{said.drop}</Button>
        </div>
      ) : null}
      {other ? (
        <div role="status" className={notice}>
          <p className="flex-1 basis-64">
            {fill(said.waiting, { time: time(other.draft.at) })}{" "}
            <span className="text-ink-2 wrap-anywhere">“{other.draft.text.slice(0, 80)}”</span>
          </p>
          <Button onClick={goOnWithOther}>{said.show}</Button>
        </div>
      ) : null}
      <div inert={!ready}>
        <DecisionForm
          key={begun.round}
          {...facts}
          {...begun}
          keepMine={over}
          takeTheirs={(theirs) => over(theirs, null)}
        />
      </div>
    </>
  );
}

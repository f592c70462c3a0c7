"use client";

import { useRouter } from "next/navigation";
import { type RefObject, useEffect, useRef, useState } from "react";
import { keep as keepHere, put } from "@/components/entries/device";
import { formValues } from "@/components/ui/form-values";
import { type Answer, sendJson } from "@/components/ui/send-json";
import { fieldOf, type ReadForm, readForm } from "@/lib/decisions/form";
import { api, paths } from "@/lib/entry/paths";
import { clockNow } from "@/lib/kernel/clock";
import { newKey } from "@/lib/kernel/new-key";
import type { NamedSystem } from "@/lib/systems/views";
import { type Creating, decisionDraftName, plainText } from "./form-draft";

/** Each writing to the server is a line of the record: somebody who types is left alone this long. What they type is on their device meanwhile. */
const PAUSE_MS = 60_000;

export type Problem = Exclude<Answer, { kind: "done" }>;
export type Progress = "idle" | "sending" | "kept" | Problem;
interface Kept {
  number: number;
  revision: number;
}

/**
 * Keeps a decision while it is written: each letter on this device, and on the server when its author leaves a part, presses, or pauses.
 * What is before people already goes to the server only when somebody presses. The first time it takes its number there.
 */
export function useDecisionForm(props: {
  incidentRef: string;
  personId: string;
  form: RefObject<HTMLFormElement | null>;
  systems: readonly NamedSystem[];
  start: Kept | null;
  /** Where this device keeps it while it has no number. */
  newId: string;
  creating: Creating | undefined;
  /** What stands in the form came from this device, and the server does not have it. */
  unsaved: boolean;
  /** It is a draft, or nothing yet. */
  keepsItself: boolean;
}) {
  const { incidentRef, personId, form } = props;
  const router = useRouter();
  const [progress, setProgress] = useState<Progress>("idle");
  const [aloud, setAloud] = useState(false);
  const [tries, setTries] = useState(0);
  const [dirty, setDirty] = useState(props.unsaved);
  const [onDevice, setOnDevice] = useState(true);
  const [keptAt, setKeptAt] = useState<Date | null>(null);
  const kept = useRef(props.start);
  const creating = useRef(props.creating);
  /** What the server has, letter by letter. */
  const last = useRef<string | null>(null);
  /** What it refused, which is not sent again by itself. */
  const refused = useRef("");
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const keys = useRef(new Map<string, string>());
  const rows = useRef<ReadForm["rows"]>({});
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const systems = useRef(props.systems);
  systems.current = props.systems;
  const newId = useRef(props.newId);
  newId.current = props.newId;

  const read = (): ReadForm | null =>
    form.current &&
    readForm(
      formValues(form.current),
      systems.current.map(({ code }) => code),
    );
  const nameNow = () => decisionDraftName(incidentRef, kept.current?.number ?? newId.current);

  function onThisDevice(said: ReadForm["said"]): Promise<void> {
    const draft = {
      text: plainText(said),
      said,
      systems: [...systems.current],
      revision: kept.current?.revision ?? null,
      at: clockNow().toISOString(),
      ...(creating.current && { creating: creating.current }),
    };
    return keepHere("draft", personId, nameNow(), draft).then(setOnDevice);
  }

  /** The server has `text`: of it nothing stays here, and what was typed since then stays under the name that it has now. */
  function acknowledged(text: string, before: string) {
    last.current = text;
    refused.current = "";
    const said = read()?.said;
    const more = said !== undefined && JSON.stringify(said) !== text;
    setDirty(more);
    setKeptAt(clockNow());
    const names = new Set([before, nameNow()]);
    void put(
      personId,
      [...names].map((name) => ({ shelf: "draft" as const, name, value: undefined })),
    );
    if (more) void onThisDevice(said);
  }

  /** Sending the same again after no answer is harmless: it carries the same key. */
  async function send(address: string, method: string, body: string): Promise<Answer> {
    const whole = `${method} ${address} ${body}`;
    const key = keys.current.get(whole) ?? newKey();
    keys.current.set(whole, key);
    const answer = await sendJson(address, method, body, key);
    if (answer.kind !== "silent") keys.current.delete(whole);
    return answer;
  }

  /** Gives it its number. A first sending that was not answered goes again as it was, so that there are never two decisions of one text. */
  async function create(text: string): Promise<Problem | null> {
    const first = creating.current ?? { key: newKey(), body: text };
    creating.current = first;
    const said = read()?.said;
    // The key is on the disk before anything is sent: a page that goes away between the two sends the same again.
    if (said) await onThisDevice(said);
    const before = nameNow();
    const answer = await sendJson(api.decisions(incidentRef), "POST", first.body, first.key);
    if (answer.kind !== "silent") creating.current = undefined;
    if (answer.kind !== "done") return answer;
    kept.current = { number: Number(answer.body["number"]), revision: Number(answer.body["revision"]) };
    // Whoever reloads comes back to what is kept.
    window.history.replaceState(null, "", paths.editDecision(incidentRef, kept.current.number));
    acknowledged(first.body, before);
    return first.body === text ? null : keepNow();
  }

  async function keepNow(): Promise<Problem | null> {
    const said = read();
    if (!said) return null;
    rows.current = said.rows;
    const text = JSON.stringify(said.said);
    const at = kept.current;
    if (!at) return create(text);
    if (text === last.current) return null;
    const body = JSON.stringify({ ...said.said, revision: at.revision });
    const answer = await send(api.decision(incidentRef, at.number), "PUT", body);
    const same = answer.kind === "problem" && answer.because === "already-so";
    if (answer.kind !== "done" && !same) return answer;
    if (answer.kind === "done") kept.current = { ...at, revision: Number(answer.body["revision"]) };
    acknowledged(text, nameNow());
    return null;
  }

  /** One after the other: what is sent next builds on the revision before. */
  function inTurn(work: () => Promise<Problem | null>, pressed: boolean): Promise<boolean> {
    clearTimeout(timer.current);
    const turn = queue.current.then(async () => {
      setProgress("sending");
      const problem = await work();
      setAloud(pressed);
      setProgress(problem ?? (kept.current ? "kept" : "idle"));
      if (!problem) return true;
      if (problem.kind === "problem") refused.current = JSON.stringify(read()?.said);
      // Only who pressed is led to the fields; who still types reads it in the line below.
      if (pressed) setTries((count) => count + 1);
      return false;
    });
    queue.current = turn.catch(() => undefined);
    return turn;
  }

  const keep = () => inTurn(keepNow, true);
  /** Somebody leaves a part or pauses: nothing is sent that the server has, cannot take yet, or has refused. */
  const keepQuietly = () => {
    const said = read()?.said;
    const text = JSON.stringify(said);
    if (!props.keepsItself || !said || said.title === "" || text === last.current || text === refused.current) return;
    void inTurn(keepNow, false);
  };
  const toDecision = () => {
    if (kept.current) router.push(paths.decision(incidentRef, kept.current.number));
  };
  const propose = async (lapseMinutes: number) => {
    const done = await inTurn(async () => {
      const problem = await keepNow();
      if (problem || !kept.current) return problem;
      const { number, revision } = kept.current;
      const body = JSON.stringify({ revision, lapseMinutes });
      const answer = await send(api.decision(incidentRef, number, "proposal"), "POST", body);
      return answer.kind === "done" ? null : answer;
    }, true);
    if (done) toDecision();
  };

  function touched(said: ReadForm["said"] | undefined) {
    clearTimeout(timer.current);
    if (!said) return;
    const changed = JSON.stringify(said) !== last.current;
    setDirty(changed);
    if (changed) void onThisDevice(said);
    else void put(personId, [{ shelf: "draft", name: nameNow(), value: undefined }]);
    if (props.keepsItself) timer.current = setTimeout(keepQuietly, PAUSE_MS);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: remembers once what the server has.
  useEffect(() => {
    if (!props.unsaved) last.current = JSON.stringify(read()?.said);
    return () => clearTimeout(timer.current);
  }, []);

  const problem = typeof progress === "object" ? progress : null;
  const fields = problem?.kind === "problem" ? problem.fields : {};
  const errors = Object.fromEntries(
    Object.entries(fields).map(([path, message]) => [fieldOf(path, rows.current), message]),
  );
  return {
    ...{ progress, problem, errors, aloud, tries, dirty, onDevice, keptAt },
    ...{ read, touched, keep, keepQuietly, propose, toDecision },
    number: () => kept.current?.number ?? null,
  };
}

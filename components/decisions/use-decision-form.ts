"use client";

import { useRouter } from "next/navigation";
import { type RefObject, useEffect, useRef, useState } from "react";
import { formValues } from "@/components/ui/form-values";
import { type Answer, sendJson } from "@/components/ui/send-json";
import { fieldOf, type ReadForm, readForm } from "@/lib/decisions/form";
import { api, paths } from "@/lib/entry/paths";
import { newKey } from "@/lib/kernel/new-key";

/** Somebody who types is left alone this long; then a draft is kept on the server. */
const IDLE_MS = 4_000;

type Problem = Exclude<Answer, { kind: "done" }>;
interface Kept {
  number: number;
  revision: number;
}
export type Progress = { kind: "idle" } | { kind: "sending" } | { kind: "kept"; number: number } | { kind: "refused"; problem: Problem };

/**
 * Keeps a decision while it is written: the first time it takes its number, then each time as a further revision. A draft keeps itself
 * when nobody types; what is before people already is only changed when somebody presses.
 */
export function useDecisionForm(props: {
  incidentRef: string;
  form: RefObject<HTMLFormElement | null>;
  systems: readonly string[];
  start: Kept | null;
  /** It is a draft, or nothing yet. */
  keepsItself: boolean;
}) {
  const { incidentRef, form } = props;
  const router = useRouter();
  const [progress, setProgress] = useState<Progress>({ kind: "idle" });
  const [tries, setTries] = useState(0);
  const kept = useRef(props.start);
  const last = useRef("");
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const keys = useRef(new Map<string, string>());
  const rows = useRef<ReadForm["rows"]>({});
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const systems = useRef(props.systems);
  systems.current = props.systems;

  const read = (): ReadForm | null =>
    form.current && readForm(formValues(form.current), systems.current);

  /** Sending the same again after no answer is harmless: it carries the same key. */
  async function send(address: string, method: string, body: string): Promise<Answer> {
    const whole = `${method} ${address} ${body}`;
    const key = keys.current.get(whole) ?? newKey();
    keys.current.set(whole, key);
    const answer = await sendJson(address, method, body, key);
    if (answer.kind !== "silent") keys.current.delete(whole);
    return answer;
  }

  async function keepNow(): Promise<Problem | null> {
    const said = read();
    if (!said) return null;
    rows.current = said.rows;
    const text = JSON.stringify(said.said);
    if (kept.current && text === last.current) return null;
    const at = kept.current;
    const answer = at
      ? await send(api.decision(incidentRef, at.number), "PUT", JSON.stringify({ ...said.said, revision: at.revision }))
      : await send(api.decisions(incidentRef), "POST", text);
    if (answer.kind === "problem" && answer.because === "already-so") {
      last.current = text;
      return null;
    }
    if (answer.kind !== "done") return answer;
    last.current = text;
    kept.current = {
      number: at?.number ?? Number(answer.body["number"]),
      revision: Number(answer.body["revision"]),
    };
    // Whoever reloads comes back to what is kept.
    if (!at) window.history.replaceState(null, "", paths.editDecision(incidentRef, kept.current.number));
    return null;
  }

  /** One after the other: what is sent next builds on the revision before. */
  function inTurn(work: () => Promise<Problem | null>, aloud: boolean): Promise<boolean> {
    clearTimeout(timer.current);
    const turn = queue.current.then(async () => {
      if (aloud) setProgress({ kind: "sending" });
      const problem = await work();
      if (problem) {
        // What keeps itself does not shout at somebody who still types; it tries again when they pause.
        if (aloud) {
          setProgress({ kind: "refused", problem });
          setTries((count) => count + 1);
        }
        return false;
      }
      setProgress(kept.current ? { kind: "kept", number: kept.current.number } : { kind: "idle" });
      return true;
    });
    queue.current = turn.catch(() => undefined);
    return turn;
  }

  const keep = (aloud = true) => inTurn(keepNow, aloud);
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
  /** Puts what was typed over what somebody else wrote meanwhile. */
  const keepOver = () =>
    inTurn(async () => {
      if (!kept.current) return keepNow();
      const answer = await fetch(api.decision(incidentRef, kept.current.number)).catch(() => null);
      if (!answer?.ok) return { kind: "silent" };
      const { revision } = (await answer.json()) as Kept;
      kept.current = { ...kept.current, revision };
      last.current = "";
      return keepNow();
    }, true);

  function touched() {
    clearTimeout(timer.current);
    if (props.keepsItself) timer.current = setTimeout(() => hasTitle(form) && void keep(false), IDLE_MS);
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: listens once; it reads what counts from refs.
  useEffect(() => {
    const leave = () => {
      if (document.hidden && props.keepsItself && hasTitle(form) && last.current !== "") void keep(false);
    };
    document.addEventListener("visibilitychange", leave);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener("visibilitychange", leave);
    };
  }, []);

  const problem = progress.kind === "refused" ? progress.problem : null;
  const fields = problem?.kind === "problem" ? problem.fields : {};
  const errors = Object.fromEntries(
    Object.entries(fields).map(([path, message]) => [fieldOf(path, rows.current), message]),
  );
  return { progress, problem, errors, tries, read, touched, keep, propose, keepOver, toDecision };
}

const hasTitle = (form: RefObject<HTMLFormElement | null>) => {
  const title = form.current?.elements.namedItem("title");
  return title instanceof HTMLInputElement && title.value.trim() !== "";
};

"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useId, useRef, useState } from "react";
import { cn } from "@/lib/kernel/cn";
import { ErrorSummary } from "./error-summary";
import { FormContext, fieldId } from "./form-context";
import { formValues } from "./form-values";
import type { Answer } from "./send-json";
import { useAttempt } from "./use-attempt";

/** The words of every form; lib/entry/form-words.ts has them. */
export interface FormWords {
  problem: string;
  sending: string;
  silent: string;
  signedOut: string;
  optional: string;
}

const NOTHING: Answer = { kind: "done", body: {} };

/**
 * A form that posts JSON to the API (DESIGN §3, §7). A refusal is shown above the form and at the field and keeps what was typed;
 * pressing again after no answer sends the same key, so nothing is stored twice.
 */
export function ApiForm(props: {
  action: string;
  method?: "POST" | "PUT" | "PATCH" | "DELETE";
  /** Values that nobody types, such as the version that was read. */
  fixed?: Record<string, unknown>;
  /** Where to go when it is done, with words of the answer in braces ("/incidents/{ref}"); without it the page is read again. */
  then?: string;
  /** Said beside the form when it is done and stays. */
  done?: string;
  /** Takes the answer instead, in islands that show it. */
  onDone?: (answer: Record<string, unknown>) => void;
  /** What has to happen before it is sent, with what it says; adds to that, or is refused as the form itself would be. */
  prepare?: (said: Record<string, unknown>) => Promise<Answer>;
  /** Is told of a refusal too, in islands that know more to say about it than its words. */
  onProblem?: (problem: Extract<Answer, { kind: "problem" }>) => void;
  words: FormWords;
  className?: string;
  children: ReactNode;
}) {
  const router = useRouter();
  const id = useId();
  const attempt = useAttempt();
  const busy = useRef(false);
  const [tries, setTries] = useState(0);
  const [state, setState] = useState<"idle" | "sending" | "done" | Answer>("idle");
  const [sentTo, setSentTo] = useState(props.action);
  // What was refused at one address is no word about another.
  const problem = typeof state === "object" && state.kind !== "done" && sentTo === props.action ? state : null;
  const errors = problem?.kind === "problem" ? problem.fields : {};

  const post = (said: Record<string, unknown>) =>
    attempt({ url: props.action, method: props.method ?? "POST", body: JSON.stringify(said) });

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy.current) return;
    busy.current = true;
    const form = event.currentTarget;
    const said = { ...formValues(form), ...props.fixed };
    setState("sending");
    setSentTo(props.action);
    const ready = await (props.prepare?.(said) ?? NOTHING);
    const answer = ready.kind === "done" ? await post({ ...said, ...ready.body }) : ready;
    busy.current = false;
    if (answer.kind !== "done") {
      setState(answer);
      setTries((count) => count + 1);
      if (answer.kind === "problem") props.onProblem?.(answer);
      return;
    }
    setState("done");
    if (props.onDone) return props.onDone(answer.body);
    if (props.then) return router.push(filled(props.then, answer.body));
    form.reset();
    form.closest("details")?.removeAttribute("open");
    router.refresh();
  }

  return (
    <FormContext value={{ id, errors, words: props.words }}>
      <form
        method="post"
        action={props.action}
        onSubmit={send}
        noValidate
        aria-busy={state === "sending"}
        className={cn("grid gap-4", props.className)}
      >
        {problem ? (
          <ErrorSummary
            key={tries}
            title={props.words.problem}
            message={messageOf(problem, props.words)}
            errors={Object.entries(errors).map(([name, message]) => ({ href: `#${fieldId(id, name)}`, message }))}
          />
        ) : null}
        {props.children}
        <p role="status" className="text-sm text-ink-2 empty:hidden">
          {state === "sending" ? props.words.sending : state === "done" ? props.done : null}
        </p>
      </form>
    </FormContext>
  );
}

function messageOf(problem: Exclude<Answer, { kind: "done" }>, words: FormWords): string | undefined {
  if (problem.kind === "silent") return words.silent;
  if (problem.status === 401) return words.signedOut;
  return Object.keys(problem.fields).length > 0 ? undefined : problem.detail;
}

const filled = (path: string, body: Record<string, unknown>) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(body[name] ?? "")));

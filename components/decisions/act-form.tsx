import type { ReactNode } from "react";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button, buttonClass } from "@/components/ui/button";
import { TextArea } from "@/components/ui/text-area";

interface Asked {
  action: string;
  fixed?: Record<string, unknown>;
  button: string;
  /** What stands on the button for those who hear it, where several are alike. */
  about?: string;
  kind?: "main" | "plain";
  words: FormWords;
  children?: ReactNode;
}

/** One act on a decision: its fields, if it has any, and the button that says what happens. */
export function ActForm({ action, fixed = {}, button, about, kind = "main", words, children }: Asked) {
  return (
    <ApiForm action={action} fixed={fixed} words={words} className="screen-only gap-3">
      {children}
      <Button type="submit" kind={kind} className="justify-self-start max-sm:w-full">
        {button}
        {about ? <span className="sr-only">: {about}</span> : null}
      </Button>
    </ApiForm>
  );
}

/** An act that wants one sentence why. */
export function ReasonForm({
  label,
  hint,
  name = "reason",
  children,
  ...act
}: Asked & { label: string; hint?: string; name?: string }) {
  return (
    <ActForm {...act}>
      <TextArea name={name} label={label} {...(hint && { hint })} required rows={2} maxLength={1000} />
      {children}
    </ActForm>
  );
}

/** An act that is not the next step stands behind its name until somebody wants it. */
export function ActDoor({ label, about, children }: { label: string; about?: string; children: ReactNode }) {
  return (
    <details className="screen-only group rounded-md open:border open:border-line-strong open:p-3">
      <summary className={buttonClass("plain", "list-none group-open:mb-3 [&::-webkit-details-marker]:hidden")}>
        {label}
        {about ? <span className="sr-only">: {about}</span> : null}
        <span aria-hidden="true" className="text-xs group-open:rotate-180">
          ▾
        </span>
      </summary>
      {children}
    </details>
  );
}

/** A form for those who may, and for the others the sentence why they may not. */
export function Offer({ ok, why, children }: { ok: boolean; why: string; children: ReactNode }) {
  return ok ? children : <p className="text-sm">{why}</p>;
}

/** A part of the page. */
export function Part(props: { id: string; title: string; lead?: ReactNode; loud?: boolean; children: ReactNode }) {
  return (
    <section
      id={props.id}
      aria-labelledby={`${props.id}-title`}
      className={`grid scroll-mt-16 grid-cols-[minmax(0,1fr)] gap-3 rounded-lg bg-surface p-4 ${props.loud ? "border-2 border-ink" : "border border-line"}`}
    >
      <div>
        <h2 id={`${props.id}-title`}>{props.title}</h2>
        {props.lead ? <p className="text-sm text-ink-2">{props.lead}</p> : null}
      </div>
      {props.children}
    </section>
  );
}

import type { ReactNode } from "react";

/** One calm part of a long form: what it is about, one sentence of help, its fields. */
export function FormSection(props: { title: string; hint: string; children: ReactNode }) {
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-4 rounded-lg border border-line bg-surface p-4">
      <div>
        <h2>{props.title}</h2>
        <p className="text-sm text-ink-2">{props.hint}</p>
      </div>
      {props.children}
    </section>
  );
}

/** Fields side by side where there is room. */
export const pair = "grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2 sm:items-end";

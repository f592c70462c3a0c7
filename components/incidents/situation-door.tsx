"use client";

import { type ComponentType, type ReactNode, useState } from "react";
import type { Situation } from "./situation-form";

/** Opens into a form that is fetched at its first use: most of those who read the page never change these. */
export function SituationDoor(props: { summary: ReactNode; situation: Situation; notLoaded: string }) {
  const [Form, setForm] = useState<ComponentType<Situation> | null>(null);
  const [failed, setFailed] = useState(false);

  function fetchForm() {
    if (Form) return;
    import("./situation-form").then(
      ({ SituationForm }) => setForm(() => SituationForm),
      () => setFailed(true),
    );
  }

  return (
    <details
      onToggle={(event) => (event.currentTarget.open ? fetchForm() : setFailed(false))}
      className="screen-only open:order-last open:w-full noscript:hidden"
    >
      <summary className="inline-flex min-h-9 items-center gap-1.5 rounded-md">{props.summary}</summary>
      {Form || failed ? (
        <div className="mt-2 max-w-xl rounded-lg border border-line bg-canvas p-4">
          {Form ? <Form {...props.situation} /> : <p role="alert">{props.notLoaded}</p>}
        </div>
      ) : null}
    </details>
  );
}

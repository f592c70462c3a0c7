"use client";

import { useEffect, useRef } from "react";

/** What is wrong, above the form and with the focus, in the same words as at the fields. */
export function ErrorSummary(props: {
  title: string;
  message?: string | undefined;
  errors: { href: string; message: string }[];
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} role="alert" tabIndex={-1} className="col-span-full rounded-lg border-2 border-error bg-surface p-4">
      <h2>{props.title}</h2>
      {props.message ? <p className="mt-1">{props.message}</p> : null}
      {props.errors.length > 0 ? (
        <ul className="mt-1 grid gap-1">
          {props.errors.map((error) => (
            <li key={error.href}>
              <a href={error.href} className="font-semibold text-error" onClick={focusTarget}>
                {labelOf(error.href)}
                {error.message}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** Two fields can lack the same thing: the name of the field stands before its words. */
function labelOf(href: string): string {
  const id = CSS.escape(href.slice(1));
  const label = document.querySelector(`label[for="${id}"], #${id} > legend`)?.firstChild?.textContent;
  return label ? `${label}: ` : "";
}

/** A fragment link scrolls to a field but does not put the cursor in it. */
function focusTarget(event: React.MouseEvent<HTMLAnchorElement>) {
  const target = document.getElementById(event.currentTarget.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  target.focus();
}

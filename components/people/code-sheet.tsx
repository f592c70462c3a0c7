"use client";

import Link from "next/link";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import type { Messages } from "@/lib/kernel/messages";

export type CodeSheetWords = Messages["people"]["sheet"];

/** The sheet that is handed over in person: it is shown once, and printing the page prints it alone. */
export function CodeSheet(props: {
  name: string;
  code: string;
  url: string;
  goOn: string | null;
  words: CodeSheetWords;
}) {
  const { words } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="grid gap-3 rounded-lg border-2 border-ink bg-surface p-4" data-code-sheet>
      <h2 ref={heading} tabIndex={-1}>
        {words.title}: {props.name}
      </h2>
      <p className="screen-only">{words.once}</p>
      <dl className="grid gap-2">
        <div>
          <dt className="text-sm text-ink-2">{words.address}</dt>
          <dd className="font-mono wrap-anywhere">{props.url}</dd>
        </div>
        <div>
          <dt className="text-sm text-ink-2">{words.code}</dt>
          <dd className="font-mono text-xl wrap-anywhere select-all">{props.code}</dd>
        </div>
      </dl>
      <ol className="list-decimal pl-5">
        {[words.open, words.type, words.choose].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>{words.until}</p>
      <Button className="screen-only justify-self-start" onClick={() => window.print()}>
        {words.print}
      </Button>
      {props.goOn ? (
        <Link href={props.goOn} prefetch={false} className="screen-only">
          {words.goOn}
        </Link>
      ) : null}
    </section>
  );
}

"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "./button";

/**
 * Rows of a list inside a form, each of which can be added, removed and moved up by keyboard. A row's fields are named after the list and its
 * place: "steps.0", "contacts.1.name".
 */
export function Rows<T>(props: {
  legend: string;
  initial: readonly T[];
  blank: T;
  /** Rows of several fields have their name above; a row of one field has it as its label. */
  headed?: boolean;
  /** Rows that are done one after the other can be moved. */
  ordered?: boolean;
  words: { add: string; remove: string; up: string; none: string; one: (number: number) => string };
  children: (index: number, value: T) => ReactNode;
}) {
  const { words } = props;
  const box = useRef<HTMLFieldSetElement>(null);
  const next = useRef(props.initial.length);
  const goTo = useRef<string | null>(null);
  const [rows, setRows] = useState(() => props.initial.map((value, key) => ({ key, value })));

  useEffect(() => {
    if (goTo.current === null) return;
    box.current?.querySelector<HTMLElement>(goTo.current)?.focus();
    goTo.current = null;
  });

  const add = () => {
    const key = next.current++;
    goTo.current = `[data-row="${key}"] :is(input, textarea)`;
    setRows([...rows, { key, value: props.blank }]);
  };
  const remove = (key: number) => {
    goTo.current = "[data-add]";
    setRows(rows.filter((row) => row.key !== key));
  };
  const up = (index: number) => {
    const moved = rows[index];
    if (!moved || index === 0) return;
    goTo.current = `[data-row="${moved.key}"] :is(input, textarea)`;
    setRows(rows.toSpliced(index, 1).toSpliced(index - 1, 0, moved));
  };

  return (
    <fieldset ref={box} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      <legend className="mb-2 font-semibold">{props.legend}</legend>
      {rows.length === 0 ? <p className="text-sm text-ink-2">{words.none}</p> : null}
      {rows.map(({ key, value }, index) => (
        <fieldset
          key={key}
          data-row={key}
          aria-label={words.one(index + 1)}
          className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2 border-l-2 border-line pl-3"
        >
          <div className="flex flex-wrap items-end justify-between gap-x-3 gap-y-1">
            {props.headed ? (
              <p aria-hidden="true" className="text-sm text-ink-2">
                {words.one(index + 1)}
              </p>
            ) : (
              <div className="min-w-0 flex-1 basis-64">{props.children(index, value)}</div>
            )}
            <div className="ml-auto flex gap-1">
              {props.ordered && index > 0 ? (
                <Button kind="quiet" onClick={() => up(index)}>
                  {words.up}
                  <span className="sr-only">{words.one(index + 1)}</span>
                </Button>
              ) : null}
              <Button kind="quiet" onClick={() => remove(key)}>
                {words.remove}
                <span className="sr-only">{words.one(index + 1)}</span>
              </Button>
            </div>
          </div>
          {props.headed ? props.children(index, value) : null}
        </fieldset>
      ))}
      <Button data-add className="justify-self-start" onClick={add}>
        {words.add}
      </Button>
    </fieldset>
  );
}

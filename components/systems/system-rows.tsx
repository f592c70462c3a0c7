"use client";

import { Rows } from "@/components/ui/rows";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import type { Messages } from "@/lib/kernel/messages";
import { fill } from "@/lib/kernel/words";

type Words = Messages["systems"]["catalogue"];
interface Contact {
  name?: string;
  duty?: string;
  day?: string;
  night?: string;
}
interface Deadline {
  what?: string;
  when?: string;
}

const rowWords = ({ rows }: Words, own: { one: string; add: string }) => ({
  add: own.add,
  remove: rows.remove,
  up: rows.up,
  none: rows.none,
  one: (number: number) => fill(own.one, { number }),
});

/** Whom to call, by day and by night. */
export function ContactRows(props: { initial: Contact[]; words: Words }) {
  const { contact } = props.words.rows;
  return (
    <Rows<Contact>
      legend={props.words.fact.contacts}
      initial={props.initial}
      blank={{}}
      headed
      words={rowWords(props.words, contact)}
    >
      {(index, value) => (
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            name={`contacts.${index}.name`}
            label={contact.name}
            defaultValue={value.name}
            required
            maxLength={120}
            autoComplete="off"
          />
          <TextField
            name={`contacts.${index}.duty`}
            label={contact.duty}
            defaultValue={value.duty}
            maxLength={120}
            autoComplete="off"
          />
          <TextField
            name={`contacts.${index}.day`}
            label={contact.day}
            defaultValue={value.day}
            maxLength={60}
            inputMode="tel"
            autoComplete="off"
          />
          <TextField
            name={`contacts.${index}.night`}
            label={contact.night}
            defaultValue={value.night}
            maxLength={60}
            inputMode="tel"
            autoComplete="off"
          />
        </div>
      )}
    </Rows>
  );
}

/** What the law does not wait for. */
export function DeadlineRows(props: { initial: Deadline[]; words: Words }) {
  const { deadline } = props.words.rows;
  return (
    <Rows<Deadline>
      legend={props.words.fact.deadlines}
      initial={props.initial}
      blank={{}}
      headed
      words={rowWords(props.words, deadline)}
    >
      {(index, value) => (
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            name={`deadlines.${index}.what`}
            label={deadline.what}
            defaultValue={value.what}
            required
            maxLength={200}
            autoComplete="off"
          />
          <TextField
            name={`deadlines.${index}.when`}
            label={deadline.when}
            defaultValue={value.when}
            required
            maxLength={100}
            autoComplete="off"
          />
        </div>
      )}
    </Rows>
  );
}

/** Steps that are done one after the other. */
export function StepRows(props: { name: "shutdownSteps" | "restoreSteps"; initial: string[]; words: Words }) {
  const own = props.words.rows[props.name === "shutdownSteps" ? "shutdownStep" : "restoreStep"];
  return (
    <Rows<string>
      legend={props.words.fact[props.name]}
      initial={props.initial}
      blank=""
      ordered
      words={rowWords(props.words, own)}
    >
      {(index, value) => (
        <TextArea
          name={`${props.name}.${index}`}
          label={fill(own.one, { number: index + 1 })}
          defaultValue={value}
          rows={2}
          required
          maxLength={500}
        />
      )}
    </Rows>
  );
}

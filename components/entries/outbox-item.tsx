"use client";

import { buttonClass } from "@/components/ui/button";
import { paths } from "@/lib/entry/paths";
import type { Messages } from "@/lib/kernel/messages";
import { clockTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { fill } from "@/lib/kernel/words";
import { CopyButton, ItemState, type UnsentWords } from "./item-state";
import { drop, editing, retry, takeBack } from "./outbox";
import { isEditable, type Unsent } from "./outbox-items";
import { RemoveAsk } from "./remove-ask";

export interface OutboxWords {
  outbox: Messages["outbox"];
  unsent: UnsentWords;
}

/** One entry of the full list: its text, how far it is, and everything its author can do about it. */
export function OutboxItem(props: { item: Unsent; zone: string; words: OutboxWords }) {
  const { item, zone } = props;
  const { outbox, unsent } = props.words;
  const written = item.body["writtenAt"];
  const waits = item.state === "kept" || item.state === "refused";
  const lacks = item.lacks ? fill(outbox.lacks, { names: item.lacks.join(", ") }) : undefined;
  const quiet = buttonClass("plain", "text-sm");

  function edit() {
    if (!takeBack(item.key)) location.assign(`${paths.incident(item.ref)}${editing(item.key)}`);
  }

  return (
    <li className="grid gap-2 rounded-lg border border-line bg-surface px-4 py-3">
      <p className="text-sm text-ink-2">
        {typeof written === "string"
          ? fill(outbox.written, { ref: item.ref, time: clockTime(new Date(written), zone) })
          : item.ref}
        {item.body.tlp ? ` · ${item.body.tlp}` : ""}
        {item.files?.length ? ` · ${item.files.map(({ name }) => name).join(", ")}` : ""}
      </p>
      <p className="whitespace-pre-wrap wrap-anywhere">{visibleText(item.body.text)}</p>
      <ItemState item={item} zone={zone} words={unsent} because={lacks} />
      {waits && item.tried && item.state === "kept" ? <p className="text-sm text-ink-2">{outbox.tried}</p> : null}
      {waits ? (
        <RemoveAsk remove={() => drop(item.key)} words={outbox}>
          <CopyButton text={item.body.text} words={unsent} />
          {item.lacks ? null : (
            <button type="button" onClick={() => retry(item.key)} className={quiet}>
              {outbox.retry}
            </button>
          )}
          {isEditable(item) ? (
            <button type="button" onClick={edit} className={quiet}>
              {unsent.edit}
            </button>
          ) : null}
        </RemoveAsk>
      ) : null}
    </li>
  );
}

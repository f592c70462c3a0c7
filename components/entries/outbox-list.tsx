"use client";

import { useEffect, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { forget, kept, openDevice, watch } from "./device";
import { DeviceNotes } from "./device-notes";
import { openOutbox } from "./outbox";
import { type KeptDraft, OutboxDraft } from "./outbox-draft";
import { OutboxItem, type OutboxWords } from "./outbox-item";
import { useOutbox } from "./outbox-items";
import { outboxText, saveText } from "./outbox-text";

/** Everything of this person that is only on this device. Works without a server. */
export function OutboxList(props: { personId: string; zone: string; words: OutboxWords }) {
  const { personId, zone, words } = props;
  const { outbox } = words;
  const items = useOutbox();
  const { drafts, remove } = useDrafts(personId);
  const waiting = items.filter(({ state }) => state !== "logged");
  const any = waiting.length > 0 || drafts.size > 0;

  useEffect(() => openOutbox(personId), [personId]);

  return (
    <>
      <DeviceNotes any={any} zone={zone} words={outbox} />
      {any ? (
        <p className="mb-4">
          <button
            type="button"
            onClick={() => saveText(outbox.file, outboxText(waiting, drafts))}
            className={buttonClass("plain")}
          >
            {outbox.export}
          </button>
        </p>
      ) : null}
      {items.length > 0 ? (
        <ul aria-label={outbox.entries} className="grid gap-3">
          {items.map((item) => (
            <OutboxItem key={item.key} item={item} zone={zone} words={words} />
          ))}
        </ul>
      ) : null}
      {any ? null : <p className="rounded-lg border border-line bg-surface p-4">{outbox.empty}</p>}
      {drafts.size > 0 ? (
        <section aria-labelledby="drafts" className="mt-6 grid gap-3">
          <h2 id="drafts">{outbox.drafts}</h2>
          <ul className="grid gap-3">
            {[...drafts].map(([name, { text }]) => (
              <OutboxDraft key={name} name={name} text={text} remove={() => remove(name)} words={words} />
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

/** Texts being written, as they are now in any tab: one of each incident, and corrections. */
function useDrafts(personId: string) {
  const [drafts, setDrafts] = useState<Map<string, KeptDraft>>(new Map());
  useEffect(() => {
    const read = () => setDrafts(kept<KeptDraft>("draft", personId));
    void openDevice(personId).then(read);
    return watch("draft", read);
  }, [personId]);
  function remove(name: string) {
    void forget("draft", personId, name);
    setDrafts(kept<KeptDraft>("draft", personId));
  }
  return { drafts, remove };
}

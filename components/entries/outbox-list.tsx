"use client";

import { useEffect, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { paths } from "@/lib/entry/paths";
import { fill } from "@/lib/kernel/words";
import { kept, openDevice, watch } from "./device";
import { DeviceNotes } from "./device-notes";
import type { Draft } from "./draft";
import { openOutbox } from "./outbox";
import { OutboxItem, type OutboxWords } from "./outbox-item";
import { useOutbox } from "./outbox-items";
import { outboxText, saveText } from "./outbox-text";

/** Everything of this person that is only on this device. Works without a server. */
export function OutboxList(props: { personId: string; zone: string; words: OutboxWords }) {
  const { personId, zone, words } = props;
  const { outbox } = words;
  const items = useOutbox();
  const drafts = useDrafts(personId);
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
            {[...drafts].map(([ref, { text }]) => (
              <li key={ref} className="grid gap-2 rounded-lg border border-line bg-surface px-4 py-3">
                <p className="whitespace-pre-wrap wrap-anywhere">{text}</p>
                <p>
                  <a href={paths.incident(ref)} className={buttonClass("plain", "text-sm")}>
                    {fill(outbox.draftOf, { ref })}
                  </a>
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

/** Texts being written, by incident, as they are now in any tab. */
function useDrafts(personId: string): Map<string, Draft> {
  const [drafts, setDrafts] = useState<Map<string, Draft>>(new Map());
  useEffect(() => {
    const read = () => setDrafts(kept<Draft>("draft", personId));
    void openDevice(personId).then(read);
    return watch("draft", read);
  }, [personId]);
  return drafts;
}

"use client";

import { useEffect, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import { PageHeader } from "@/components/ui/page-header";
import type { Language } from "@/lib/kernel/preferences";
import type { EntryKind } from "@/lib/record/catalog";
import { kept, openDevice } from "./device";
import type { ComposerIncident } from "./draft";
import { type Here, whoIsHere } from "./here";
import { OfflineComposer, type OfflineComposerWords } from "./offline-composer";
import type { OutboxWords } from "./outbox-item";
import { OutboxList } from "./outbox-list";

const LOOK_EVERY_MS = 10_000;

export type DeskWords = OutboxWords & OfflineComposerWords;

/**
 * The page that opens when no other can: it comes from this device, knows nobody by itself, and shows what the person who is signed in here
 * has waiting. It moves nowhere by itself: somebody may be writing.
 */
export function OfflineDesk(props: {
  /** Of the request that the page was kept from; whoever is here may speak another. */
  language: Language;
  words: Record<Language, DeskWords>;
  kinds: readonly EntryKind[];
  zone: string;
}) {
  const [here, setHere] = useState<Here | null>(null);
  const [places, setPlaces] = useState<ComposerIncident[] | null>(null);
  const [chosen, setChosen] = useState("");
  const back = useAnswer();
  const words = props.words[(here?.language ?? props.language) === "sq" ? "sq" : "en"];
  const { offline } = words.outbox;

  useEffect(() => {
    void open();
    async function open() {
      const found = await whoIsHere();
      const root = document.documentElement;
      setHere(found ?? { personId: "", language: root.lang, theme: "" });
      if (!found) return setPlaces([]);
      root.lang = found.language;
      root.dataset["theme"] = found.theme;
      await openDevice(found.personId);
      const known = [...kept<ComposerIncident>("place", found.personId).values()];
      setPlaces(known);
      // The address is of the page that did not open.
      const ref = decodeURIComponent(/^\/incidents\/([^/]+)/.exec(location.pathname)?.[1] ?? "");
      setChosen(known.find((place) => place.ref === ref)?.ref ?? known[0]?.ref ?? "");
    }
  }, []);

  useEffect(() => {
    document.title = document.title.replace(/^.+(?= · )/, offline.title);
  }, [offline.title]);

  const place = places?.find(({ ref }) => ref === chosen);
  return (
    <main id="content" className="mx-auto grid w-full max-w-3xl gap-4 p-4">
      <PageHeader
        title={offline.title}
        lead={offline.lead}
        action={
          <div role="status" className="flex flex-wrap items-center gap-3">
            {back ? <p className="font-semibold">{offline.back}</p> : null}
            <button type="button" onClick={() => location.reload()} className={buttonClass(back ? "main" : "plain")}>
              {back ? offline.open : offline.again}
            </button>
          </div>
        }
      />
      {here?.personId ? (
        <>
          <section aria-labelledby="write" className="grid gap-3">
            <h2 id="write">{offline.write}</h2>
            {places?.length === 0 ? <p>{offline.noPlace}</p> : null}
            {places && places.length > 0 ? (
              <label className="grid gap-1 font-semibold">
                {offline.incident}
                <select
                  value={chosen}
                  onChange={(event) => setChosen(event.target.value)}
                  className={controlClass(undefined)}
                >
                  {places.map(({ ref, name }) => (
                    <option key={ref} value={ref}>
                      {ref} {name}
                    </option>
                  ))}
                </select>
              </label>
            ) : null}
            {place ? (
              <OfflineComposer
                key={place.ref}
                place={place}
                personId={here.personId}
                kinds={props.kinds}
                words={words}
              />
            ) : null}
          </section>
          <section aria-labelledby="waiting" className="grid gap-3">
            <h2 id="waiting">{words.outbox.title}</h2>
            <OutboxList personId={here.personId} zone={props.zone} words={words} />
          </section>
        </>
      ) : here ? (
        <p className="rounded-lg border border-line bg-surface p-4">{offline.nobody}</p>
      ) : null}
    </main>
  );
}

/** Whether the server answers by now. */
function useAnswer(): boolean {
  const [answers, setAnswers] = useState(false);
  useEffect(() => {
    const look = async () => setAnswers((await fetch("/livez", { cache: "no-store" }).catch(() => null))?.ok ?? false);
    const timer = setInterval(look, LOOK_EVERY_MS);
    window.addEventListener("online", look);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", look);
    };
  }, []);
  return answers;
}

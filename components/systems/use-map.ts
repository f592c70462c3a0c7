"use client";

import { useEffect, useState } from "react";
import { api } from "@/lib/entry/paths";
import type { MapView } from "@/lib/systems/views";

/** The map as JSON carries it. */
export type MapData = Omit<MapView, "asOf"> & { asOf: string };

/** One answer for everything on a page that draws or searches the map, as long as the page was not read anew. */
const asked = new Map<string, Promise<MapData>>();

function ask(ref: string, version: string): Promise<MapData> {
  const key = `${ref} ${version}`;
  const known = asked.get(key);
  if (known) return known;
  asked.clear();
  const answer = fetch(api.systemsMap(ref), { headers: { accept: "application/json" } }).then(async (response) => {
    if (!response.ok) throw new Error(String(response.status));
    return (await response.json()) as MapData;
  });
  asked.set(key, answer);
  answer.catch(() => asked.delete(key));
  return answer;
}

/** The map, asked for when it is wanted and again whenever its page was read anew; the last one stays until the next is there. */
export function useMap(ref: string, version: string, wanted: boolean) {
  const [map, setMap] = useState<MapData | null>(null);
  const [failed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further try asks the same again.
  useEffect(() => {
    if (!wanted) return;
    let late = false;
    ask(ref, version).then(
      (found) => {
        if (late) return;
        setMap(found);
        setFailed(false);
      },
      () => {
        if (!late) setFailed(true);
      },
    );
    return () => {
      late = true;
    };
  }, [ref, version, wanted, tries]);
  return { map, failed, again: () => setTries((count) => count + 1) };
}

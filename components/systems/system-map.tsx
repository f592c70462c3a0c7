"use client";

import { useRouter } from "next/navigation";
import { type ComponentType, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { paths } from "@/lib/entry/paths";
import type { Language } from "@/lib/kernel/preferences";
import type { CanvasProps, MapWords, Would } from "./map-words";
import { useMap } from "./use-map";

const WIDE = "(min-width: 64rem)";

/** The drawn map, beside the list that says the same: fetched only where there is room for it, and nothing is missing where it is not. */
export function SystemMap(props: {
  incidentRef: string;
  /** Changes whenever the page was read anew. */
  version: string;
  off: string[];
  hours: number | undefined;
  would: Record<string, Would>;
  language: Language;
  words: MapWords;
}) {
  const { incidentRef, off, hours, words } = props;
  const router = useRouter();
  const wide = useWide();
  const { map, failed, again } = useMap(incidentRef, props.version, wide);
  const [Canvas, setCanvas] = useState<ComponentType<CanvasProps> | null>(null);
  const [broken, setBroken] = useState(false);

  useEffect(() => {
    if (!wide || Canvas || broken) return;
    import("./map-canvas").then(
      ({ MapCanvas }) => setCanvas(() => MapCanvas),
      () => setBroken(true),
    );
  }, [wide, Canvas, broken]);

  const toggle = (code: string) => {
    const next = off.includes(code) ? off.filter((one) => one !== code) : [...off, code];
    router.push(paths.systemsMap(incidentRef, { off: next, ...(hours !== undefined && { hours }) }), { scroll: false });
  };

  return (
    <div className="screen-only needs-script sticky top-16 hidden h-[calc(100dvh-6rem)] min-h-[26rem] overflow-hidden rounded-lg border border-line bg-surface lg:block">
      {(failed && !map) || broken ? (
        <div className="grid justify-items-start gap-3 p-4">
          <p>{words.notLoaded}</p>
          <Button
            onClick={() => {
              setBroken(false);
              again();
            }}
          >
            {words.again}
          </Button>
        </div>
      ) : wide && map && Canvas ? (
        <Canvas map={map} off={off} would={props.would} language={props.language} words={words} toggle={toggle} />
      ) : (
        <p className="p-4 text-ink-2">{words.loading}</p>
      )}
    </div>
  );
}

function useWide(): boolean {
  const [wide, setWide] = useState(false);
  useEffect(() => {
    const media = matchMedia(WIDE);
    const look = () => setWide(media.matches);
    look();
    media.addEventListener("change", look);
    return () => media.removeEventListener("change", look);
  }, []);
  return wide;
}

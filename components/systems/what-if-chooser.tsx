"use client";

import { useRouter } from "next/navigation";
import { buttonClass } from "@/components/ui/button";
import { paths } from "@/lib/entry/paths";
import type { Language } from "@/lib/kernel/preferences";
import { type FinderWords, SystemFinder } from "./system-finder";

/** Finds systems by name or code and puts them into the preview, which is an address. Without a script it is a field and a button. */
export function WhatIfChooser(props: {
  incidentRef: string;
  version: string;
  off: string[];
  hours: number;
  language: Language;
  words: FinderWords & { add: string };
}) {
  const { incidentRef, off, hours, words } = props;
  const router = useRouter();
  return (
    <form action={paths.systemsMap(incidentRef)}>
      {off.length > 0 ? <input type="hidden" name="off" value={off.join(",")} /> : null}
      <input type="hidden" name="hours" value={hours} />
      <SystemFinder
        incidentRef={incidentRef}
        version={props.version}
        except={off}
        language={props.language}
        words={words}
        name="add"
        choose={({ code }) =>
          router.push(paths.systemsMap(incidentRef, { off: [...off, code], hours }), { scroll: false })
        }
      >
        <button type="submit" className={buttonClass("plain")}>
          {words.add}
        </button>
      </SystemFinder>
    </form>
  );
}

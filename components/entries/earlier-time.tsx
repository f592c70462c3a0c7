"use client";

import { useState } from "react";
import { clockTime, dayKey } from "@/lib/kernel/time";
import { HappenedFields } from "./happened-fields";

/**
 * That it happened earlier than it is written, folded away until somebody needs it. The page may be read anew under an open form: what was offered
 * as the time stays.
 */
export function EarlierTime(props: {
  now: string;
  zone: string;
  words: Record<"earlier" | "happened" | "happenedHint" | "time" | "day", string>;
  className?: string;
}) {
  const { zone, words } = props;
  const [was] = useState(() => ({
    time: clockTime(new Date(props.now), zone),
    day: dayKey(new Date(props.now), zone),
  }));
  const [happened, setHappened] = useState(was);
  return (
    <details className={props.className}>
      <summary className="inline-flex min-h-11 items-center underline underline-offset-4 sm:min-h-8">
        {words.earlier}
      </summary>
      <div className="pt-2">
        <HappenedFields
          was={was}
          now={happened}
          change={(changes) => setHappened({ ...happened, ...changes })}
          zone={zone}
          words={{ legend: words.happened, hint: words.happenedHint, time: words.time, day: words.day }}
        />
      </div>
    </details>
  );
}

"use client";

import { paths } from "@/lib/entry/paths";
import { clockTime } from "@/lib/kernel/time";
import { type Counted, counted, fill } from "@/lib/kernel/words";
import { useConnection } from "./connection";
import { WarningSign } from "./warning-sign";

export interface ConnectionWords {
  live: string;
  connecting: string;
  reconnecting: string;
  polling: string;
  offline: string;
  waiting: Counted;
}

/** The truth about the connection in words (ux.md §4.3). Quiet ink when all is well; pages without a stream show nothing. */
export function ConnectionBadge(props: { words: ConnectionWords; zone: string }) {
  const { status, lastAt, waiting } = useConnection();
  const { words } = props;
  if (status === "none" || status === "signed-out") return null;
  const time = lastAt === null ? "" : clockTime(new Date(lastAt), props.zone);
  const trouble = waiting > 0 || (status !== "live" && status !== "connecting");
  return (
    <p role="status" className={trouble ? "flex items-center gap-1.5 font-semibold text-lim" : "font-semibold"}>
      {trouble ? <WarningSign /> : null}
      <span>
        {fill(words[status], { time })}
        {waiting > 0 ? (
          <>
            {" · "}
            <a href={paths.outbox()} className="text-lim">
              {counted(words.waiting, waiting)}
            </a>
          </>
        ) : null}
      </span>
    </p>
  );
}

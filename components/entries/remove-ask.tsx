"use client";

import { type ReactNode, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import type { Messages } from "@/lib/kernel/messages";

/** Removes a text from this device, once that was asked; beside the other things one can do with it. */
export function RemoveAsk(props: { remove: () => void; words: Messages["outbox"]; children: ReactNode }) {
  const { words } = props;
  const [asks, setAsks] = useState(false);
  const quiet = buttonClass("plain", "text-sm");
  if (asks)
    return (
      <div role="alert" className="flex flex-wrap items-center gap-2">
        <p className="font-semibold">{words.removeAsk}</p>
        <button type="button" onClick={props.remove} className={buttonClass("main", "text-sm")}>
          {words.removeYes}
        </button>
        <button type="button" onClick={() => setAsks(false)} className={quiet}>
          {words.removeNo}
        </button>
      </div>
    );
  return (
    <div className="flex flex-wrap items-center gap-2">
      {props.children}
      <button type="button" onClick={() => setAsks(true)} className={quiet}>
        {words.remove}
      </button>
    </div>
  );
}

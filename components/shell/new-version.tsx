"use client";

import { buttonClass } from "@/components/ui/button";
import { useConnection } from "./connection";

/** Says that another version of the program answers than the one that made this page. The page stays as it is until its reader reloads it. */
export function NewVersion(props: { words: { sentence: string; reload: string } }) {
  const { outdated } = useConnection();
  if (!outdated) return null;
  return (
    <div
      role="alert"
      className="screen-only sticky top-0 z-40 flex flex-wrap items-center gap-3 border-b-2 border-ink bg-lim-bg px-4 py-2 font-semibold"
    >
      <p>{props.words.sentence}</p>
      <button type="button" onClick={() => location.reload()} className={buttonClass("main")}>
        {props.words.reload}
      </button>
    </div>
  );
}

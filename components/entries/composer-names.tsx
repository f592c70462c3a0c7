"use client";

import { cn } from "@/lib/kernel/cn";

/** Somebody or something that can be named after "@". */
export interface Name {
  id: string;
  name: string;
  about: string;
  system: boolean;
}

export const nameOptionId = (index: number) => `log-name-${index}`;

/** Systems and people whose name begins as it was typed; arrows choose, Enter or Tab takes, Escape leaves it as typed. */
export function ComposerNames(props: { names: Name[]; at: number; take: (name: Name) => void; label: string }) {
  return (
    <div
      id="log-names"
      role="listbox"
      aria-label={props.label}
      className="mt-1 max-h-[45dvh] w-full max-w-xl shrink-0 overflow-y-auto rounded-md border-2 border-ink bg-surface"
    >
      {props.names.map((name, index) => (
        <div
          key={name.id}
          id={nameOptionId(index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === props.at}
          // The field keeps the focus: a press of the pointer must not take it.
          onPointerDown={(event) => {
            event.preventDefault();
            props.take(name);
          }}
          className={cn(
            "flex min-h-11 cursor-pointer items-center gap-2 px-3 sm:min-h-9",
            index === props.at && "bg-ink text-on-ink",
          )}
        >
          <span className="font-semibold">{name.name}</span>
          <span className={cn("truncate text-sm", index === props.at ? "" : "text-ink-2")}>{name.about}</span>
        </div>
      ))}
    </div>
  );
}

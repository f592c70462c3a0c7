"use client";

import { type ReactNode, type RefObject, useEffect } from "react";
import { cn } from "@/lib/kernel/cn";

/**
 * The browser's own dialog: it keeps the focus, closes with Esc and gives the focus back to where it was. It appears in one frame,
 * and the page stays visible behind it.
 */
export function Dialog(props: {
  dialog: RefObject<HTMLDialogElement | null>;
  label: string;
  /** It has closed, whoever closed it. */
  closed: () => void;
  className?: string;
  children: ReactNode;
}) {
  const { dialog } = props;
  useEffect(() => {
    dialog.current?.showModal();
  }, [dialog]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc is the key for what a press beside the dialog does.
    <dialog
      ref={dialog}
      aria-label={props.label}
      onClose={props.closed}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
      className={cn(
        "screen-only mx-auto mt-14 mb-auto w-[min(40rem,calc(100vw-1rem))] max-w-none rounded-lg border border-line-strong bg-raised p-0 text-ink shadow-pop backdrop:bg-transparent sm:mt-24",
        props.className,
      )}
    >
      {props.children}
    </dialog>
  );
}

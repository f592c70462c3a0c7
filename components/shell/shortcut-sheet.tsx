"use client";

import Link from "next/link";
import { useRef } from "react";
import { buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { paths } from "@/lib/entry/paths";
import type { ShortcutMode } from "@/lib/kernel/preferences";
import { KeyCaps } from "./key-caps";
import type { KeysWords } from "./keys-words";
import { inGroup, type ShortcutId, type ShownShortcut, shortcutGroups } from "./shortcuts";

/** The keys that work on this page, now, over the page. What would do nothing here is not listed. */
export function ShortcutSheet(props: { able: ShortcutId[]; mode: ShortcutMode; words: KeysWords; close: () => void }) {
  const { words } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const works = ({ id }: ShownShortcut) => (props.able as string[]).includes(id);
  const writes = props.able.includes("write");
  return (
    <Dialog dialog={dialog} label={words.sheet.title} closed={props.close} className="max-h-[80dvh] overflow-y-auto">
      <div className="grid gap-4 p-4">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h2>{words.sheet.title}</h2>
          <button type="button" className={buttonClass("plain")} onClick={() => dialog.current?.close()}>
            {words.sheet.close}
          </button>
        </div>
        {shortcutGroups.map((group) => {
          const shown = inGroup(group).filter((one) => (group === "writing" ? writes : works(one)));
          return shown.length > 0 ? (
            <section key={group} aria-labelledby={`keys-${group}`}>
              <h3 id={`keys-${group}`} className="text-sm text-ink-2">
                {words.groups[group]}
              </h3>
              <dl className="grid sm:grid-cols-2 sm:gap-x-6">
                {shown.map(({ id, press }) => (
                  <div key={id} data-shortcut={id} className="flex justify-between gap-3 border-b border-line py-1.5">
                    <dt>{words.does[id]}</dt>
                    <dd className="shrink-0">
                      <KeyCaps press={press} mode={props.mode} single={group !== "writing"} or={words.sheet.or} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ) : null;
        })}
        <p className="flex flex-wrap gap-x-4">
          <Link href={paths.shortcuts()} prefetch={false}>
            {words.sheet.all}
          </Link>
          <Link href={paths.me()} prefetch={false}>
            {words.sheet.change}
          </Link>
        </p>
      </div>
    </Dialog>
  );
}

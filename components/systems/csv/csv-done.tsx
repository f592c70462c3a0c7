"use client";

import Link from "next/link";
import { useEffect, useRef } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { paths } from "@/lib/entry/paths";
import { grouped } from "@/lib/kernel/time";
import { fill } from "@/lib/kernel/words";
import type { CsvSetting } from "./csv-setting";
import type { Imported } from "./use-csv-import";

/** What an import did. It has the focus, because what was pressed is gone. */
export function CsvDone(props: { setting: CsvSetting; imported: Imported; onAgain: () => void }) {
  const { words, language } = props.setting;
  const { sha256, added, changed, unchanged } = props.imported;
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  const figures = Object.entries({ added, changed, unchanged }).map(([name, count]) => [
    name,
    grouped(count, language),
  ]);
  return (
    <section ref={box} tabIndex={-1} className="grid gap-3 rounded-lg border border-line bg-surface p-4">
      <h2>{words.done.title}</h2>
      <p>{fill(words.done.text, Object.fromEntries(figures))}</p>
      <p className="text-sm wrap-anywhere text-ink-2">{fill(words.done.hash, { sha256 })}</p>
      <div className="flex flex-wrap gap-2">
        <Link href={paths.systems()} prefetch={false} className={buttonClass("main")}>
          {words.done.catalogue}
        </Link>
        <Button onClick={props.onAgain}>{words.done.another}</Button>
      </div>
    </section>
  );
}

"use client";

import { useState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import type { Reading } from "@/lib/imports/stage";
import type { ImportSetting } from "./import-words";
import { ReadingStep } from "./reading-step";
import { RowsStep } from "./rows-step";
import { type Source, SourceStep } from "./source-step";
import { useImport } from "./use-import";

/** From a file or pasted text to entries, in three steps that stay on the page, so that each can be changed. */
export function ImportFile({ setting }: { setting: ImportSetting }) {
  const [source, setSource] = useState<(Source & { times: number }) | null>(null);
  const [reading, setReading] = useState<Reading | null>(null);
  const [shown, setShown] = useState(0);
  const work = useImport(setting);

  function read(next: Source) {
    setSource({ ...next, times: (source?.times ?? 0) + 1 });
    setReading(null);
    work.restart();
  }

  async function show(next: Reading) {
    if (!source) return;
    await work.check({ ...next, name: source.name, content: source.text });
    setReading(next);
    setShown((count) => count + 1);
  }

  return (
    <div className="grid gap-4">
      <SourceStep setting={setting} onRead={read} />
      {source ? (
        <ReadingStep key={`reading ${source.times}`} setting={setting} source={source} busy={work.busy} onShow={show} />
      ) : null}
      {work.checked && reading ? (
        <RowsStep
          key={`rows ${shown}`}
          setting={setting}
          checked={work.checked}
          kind={reading.format === "chat" ? "message" : "note"}
          busy={work.busy}
          problem={work.problem}
          onAdd={work.add}
        />
      ) : work.problem ? (
        <ErrorSummary
          title={work.problem.title}
          message={[work.problem.message, ...work.problem.details].join(" ")}
          errors={[]}
        />
      ) : null}
    </div>
  );
}

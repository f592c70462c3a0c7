"use client";

import { useState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { CsvDone } from "./csv-done";
import { CsvMapping, type OpenTable } from "./csv-mapping";
import { CsvPreview } from "./csv-preview";
import type { CsvSetting } from "./csv-setting";
import { CsvSource } from "./csv-source";
import { useCsvImport } from "./use-csv-import";

/** From a table to systems of the catalogue, in three steps that stay on the page, so that each can be changed. */
export function CsvImport({ setting }: { setting: CsvSetting }) {
  const [open, setOpen] = useState<OpenTable | null>(null);
  const [times, setTimes] = useState(0);
  const [shown, setShown] = useState(0);
  const work = useCsvImport(setting);

  function again() {
    setOpen(null);
    work.restart();
  }
  if (work.imported) return <CsvDone setting={setting} imported={work.imported} onAgain={again} />;

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <CsvSource
        setting={setting}
        onOther={again}
        onRead={(table) => {
          setOpen(table);
          setTimes((count) => count + 1);
          work.restart();
        }}
      />
      {open ? (
        <CsvMapping
          key={`table ${times}`}
          setting={setting}
          open={open}
          busy={work.busy}
          onShow={async (columns) => {
            await work.check({ name: open.name, content: open.text, columns });
            setShown((count) => count + 1);
          }}
        />
      ) : null}
      {work.checked ? (
        <CsvPreview
          key={`rows ${shown}`}
          setting={setting}
          checked={work.checked}
          busy={work.busy}
          problem={work.problem}
          onStore={work.store}
        />
      ) : work.problem ? (
        <ErrorSummary {...work.problem} errors={[]} />
      ) : null}
    </div>
  );
}

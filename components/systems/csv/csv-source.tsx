"use client";

import { FileOrPaste } from "@/components/imports/file-or-paste";
import { readTable } from "@/lib/imports/table";
import type { OpenTable } from "./csv-mapping";
import type { CsvSetting } from "./csv-setting";

/** A table of systems, from a file or pasted. */
export function CsvSource(props: {
  setting: CsvSetting;
  /** Something else is chosen: what was made of the table before does not belong to it. */
  onOther: () => void;
  onRead: (table: OpenTable) => void;
}) {
  return (
    <FileOrPaste
      id="systems-file"
      words={props.setting.words.source}
      problems={props.setting.problems}
      accept=".csv,.tsv,.txt,text/csv,text/plain"
      rows={4}
      onOther={props.onOther}
      onRead={async (opened) => {
        const table = await readTable(opened.text, "csv");
        if ("refused" in table) return table.refused;
        props.onRead({ ...opened, table });
        return null;
      }}
    />
  );
}

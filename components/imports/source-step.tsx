"use client";

import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { FileOrPaste, type OpenText } from "./file-or-paste";
import type { ImportSetting } from "./import-words";

/** What somebody wants to import, and the clock that it was written by. */
export interface Source extends OpenText {
  zone: string;
  day: string | null;
}

/** First of all the zone and, where rows have only a time, the day; then a file, or text that is pasted. */
export function SourceStep(props: { setting: ImportSetting; onRead: (source: Source) => void }) {
  const { setting, onRead } = props;
  return (
    <FileOrPaste
      id="import-file"
      words={setting.words.source}
      problems={setting.problems}
      accept=".csv,.tsv,.txt,.json,.ndjson,.jsonl,.log,text/*,application/json"
      rows={6}
      onRead={(opened, said) => {
        onRead({ ...opened, zone: String(said.get("zone")), day: String(said.get("day")) || null });
        return null;
      }}
    >
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <ZoneAndDay setting={setting} />
      </div>
    </FileOrPaste>
  );
}

/** The clock that times were read from. */
export function ZoneAndDay({ setting }: { setting: ImportSetting }) {
  const words = setting.words.source;
  return (
    <>
      <Select
        name="zone"
        label={words.zone}
        hint={words.zoneHint}
        defaultValue={setting.incident.zone}
        options={[...setting.zones]}
      />
      <TextField name="day" type="date" label={words.day} hint={words.dayHint} />
    </>
  );
}

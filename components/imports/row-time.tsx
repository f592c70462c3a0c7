import type { StagedRow } from "@/lib/imports/stage";
import { clockTime, dayAndTime, dayName, zoneName } from "@/lib/kernel/time";
import { fill } from "@/lib/kernel/words";
import type { ImportSetting } from "./import-words";

/** The moment of a row in the incident's zone and in UTC, so that a wrong zone is seen at once. */
export function RowTime({ row, setting }: { row: Pick<StagedRow, "at" | "precision">; setting: ImportSetting }) {
  const { incident, language, words } = setting;
  if (!row.at) return null;
  if (row.precision === "day")
    return (
      <p className="font-semibold">{fill(words.reading.dayOnly, { day: dayName(row.at, incident.zone, language) })}</p>
    );
  const time = dayAndTime(row.at, incident.zone, language);
  return (
    <p className="font-semibold">
      {row.precision === "about" ? `${words.reading.about} ` : ""}
      {fill(words.reading.time, {
        time,
        place: zoneName(incident.zone, language),
        utc: clockTime(row.at, "UTC"),
      })}
    </p>
  );
}

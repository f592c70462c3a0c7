import { useLocale } from "next-intl";
import type { ComponentType } from "react";
import type { EntryRow } from "@/lib/entries/views";
import { clockTime, zoneName } from "@/lib/kernel/time";

type Times = Pick<EntryRow, "occurredAt" | "occurredUntil" | "precision" | "recordedAt">;
interface Props {
  entry: Times;
  zone: string;
  day: string;
}

/** The times of a line on both clocks. Which one is shown is a word on the page (`data-clock`), so that U swaps them without a reading. */
export function BothClocks({ time: Time, ...props }: Props & { time: ComponentType<Props> }) {
  const language = useLocale();
  const { entry, zone } = props;
  const clocked = entry.precision === "exact" || entry.precision === "about" || entry.precision === "between";
  if (!clocked) return <Time {...props} />;
  return (
    <div>
      <div className="local-first">
        <Time {...props} />
      </div>
      <div className="utc-first">
        <Time {...props} zone="UTC" />
        <p className="text-xs text-ink-2">
          UTC · {clockTime(entry.occurredAt, zone)} {zoneName(zone, language)}
        </p>
      </div>
    </div>
  );
}

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { paths } from "@/lib/entry/paths";
import { knowsSituation } from "@/lib/incidents/shelves";
import type { IncidentRow } from "@/lib/incidents/views";
import { dayAndTime, duration } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { PhaseChip } from "./phase-chip";
import { SeverityChip } from "./severity-chip";

/** Incidents as lines: what it is, how far it reaches, where it stands, and when somebody last wrote. */
export function IncidentList(props: { incidents: IncidentRow[]; now: Date; zone: string }) {
  return (
    <ul className="rounded-lg border border-line bg-surface">
      {props.incidents.map((incident) => (
        <Line key={incident.id} incident={incident} now={props.now} zone={props.zone} />
      ))}
    </ul>
  );
}

function Line({ incident, now, zone }: { incident: IncidentRow; now: Date; zone: string }) {
  const t = useTranslations("incidents.row");
  const language = useLocale();
  const ended = incident.phase === "closed" || incident.phase === "false-alarm";
  return (
    <li className="grid gap-x-6 gap-y-2 border-b border-line px-4 py-3 last:border-b-0 lg:grid-cols-[minmax(0,1fr)_auto_22rem] lg:items-center">
      <div>
        <p className="font-mono text-xs text-ink-2">{incident.ref}</p>
        <h2 className="wrap-anywhere">
          <Link href={paths.incident(incident.ref)} prefetch={false} className="text-ink">
            {visibleText(incident.name)}
          </Link>
        </h2>
      </div>
      <div className="flex flex-wrap gap-2">
        {incident.exercise ? <Chip>{t("exercise")}</Chip> : null}
        {incident.severity ? <SeverityChip severity={incident.severity} /> : null}
        {incident.phase ? <PhaseChip phase={incident.phase} /> : null}
      </div>
      <div className="text-sm text-ink-2">
        <p>
          {ended
            ? t("closed")
            : t("openFor", { length: duration(now.getTime() - incident.openedAt.getTime(), language) })}
          {incident.commander
            ? ` · ${t("commander", { name: visibleText(incident.commander) })}`
            : knowsSituation(incident) && ` · ${t("noCommander")}`}
        </p>
        <p>
          {incident.lastEntryAt
            ? t("lastEntry", { time: dayAndTime(incident.lastEntryAt, zone, language) })
            : t("noEntry")}
        </p>
      </div>
    </li>
  );
}

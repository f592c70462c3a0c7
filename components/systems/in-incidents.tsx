import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { Table } from "@/components/ui/table";
import { paths } from "@/lib/entry/paths";
import { dayAndTime, duration } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import type { InIncident } from "@/lib/systems/views";
import { AxisHistory } from "./axis-history";
import { compromiseLooks, stateLooks } from "./state-strip";
import { StatusGlyph } from "./status-glyph";

/** Where the system stood in each incident that the reader may see, and everything that touched it there. */
export function InIncidents({ incidents }: { incidents: InIncident[] }) {
  const t = useTranslations("systems.catalogue.history");
  return (
    <section aria-labelledby="incidents" className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <h2 id="incidents">{t("incidents")}</h2>
      {incidents.length === 0 ? <p>{t("noIncidents")}</p> : null}
      {incidents.map((incident) => (
        <One key={incident.ref} incident={incident} />
      ))}
    </section>
  );
}

function One({ incident }: { incident: InIncident }) {
  const t = useTranslations("systems.catalogue.history");
  const shown = useTranslations("systems.shown");
  const compromise = useTranslations("systems.compromise");
  const language = useLocale();
  const { until, zone, outage } = incident;
  return (
    <article
      aria-label={incident.ref}
      className="card grid grid-cols-[minmax(0,1fr)] gap-4 rounded-lg border border-line bg-surface p-4"
    >
      <div>
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-mono text-xs text-ink-2">{incident.ref}</span>
          {incident.exercise ? <Chip>{t("exercise")}</Chip> : null}
        </p>
        <h3>
          <Link href={paths.incident(incident.ref)} prefetch={false} className="inline-block min-h-6 text-ink">
            {visibleText(incident.name)}
          </Link>
        </h3>
      </div>
      <AxisHistory
        title={t("state")}
        spans={incident.states}
        began={incident.openedAt}
        until={until}
        zone={zone}
        looks={stateLooks}
        name={(is) => shown(is)}
        glyph={(is) => <StatusGlyph shown={is} />}
      />
      {outage.total > 0 ? (
        <p className="font-semibold">
          {t(outage.still ? "offSoFar" : "wasOff", { time: duration(outage.total, language) })}
        </p>
      ) : null}
      <AxisHistory
        title={t("compromise")}
        spans={incident.compromises}
        began={incident.openedAt}
        until={until}
        zone={zone}
        looks={compromiseLooks}
        name={(is) => compromise(is)}
      />
      <Acts incident={incident} />
      <ul className="flex flex-wrap gap-x-4 empty:hidden">
        {incident.named.map(({ name, entries }) => (
          <li key={name}>
            <Link
              href={paths.timeline(incident.ref, { system: name })}
              prefetch={false}
              className="inline-flex min-h-11 items-center sm:min-h-6"
            >
              {t("named", { count: entries, name: visibleText(name) })}
            </Link>
          </li>
        ))}
      </ul>
    </article>
  );
}

function Acts({ incident }: { incident: InIncident }) {
  const t = useTranslations("systems.catalogue.history");
  const language = useLocale();
  const { acts, zone, older } = incident;
  if (acts.length === 0) return null;
  return (
    <details>
      <summary className="inline-flex min-h-11 items-center underline underline-offset-4 sm:min-h-9">
        {t("acts", { count: acts.length + older })}
      </summary>
      <Table caption={t("acts", { count: acts.length })} head={[t("happened"), t("recorded"), t("who"), t("said")]}>
        {acts.map((act) => (
          <tr key={act.id} className="align-top">
            <td className="whitespace-nowrap">{dayAndTime(act.occurredAt, zone, language)}</td>
            <td className="whitespace-nowrap">{dayAndTime(act.recordedAt, zone, language)}</td>
            <td>{act.by ? visibleText(act.by) : t("somebody")}</td>
            <td className="min-w-64 wrap-anywhere">{visibleText(act.sentence)}</td>
          </tr>
        ))}
      </Table>
      {older > 0 ? <p className="text-sm text-ink-2">{t("older", { count: older })}</p> : null}
    </details>
  );
}

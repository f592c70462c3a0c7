import { useLocale, useTranslations } from "next-intl";
import type { IncidentHeader } from "@/lib/incidents/views";
import { dayAndTime, zoneName } from "@/lib/kernel/time";

/** The title block of a printed page, and the name by which app/print.css puts label and exercise mark on every sheet. */
export function PrintSheet(props: {
  incident: Pick<IncidentHeader, "ref" | "name" | "tlp" | "exercise" | "zone">;
  reader: string;
  now: Date;
}) {
  const { incident, reader, now } = props;
  const t = useTranslations("incidents.print");
  const language = useLocale();
  const sheet = `${incident.tlp.slice(4).toLowerCase().replace("+", "-")}${incident.exercise ? "-exercise" : ""}`;
  const time = `${dayAndTime(now, incident.zone, language)} ${zoneName(incident.zone, language)}`;
  return (
    <div className="print-only mb-4 border-b-2 border-ink pb-2" data-sheet={sheet}>
      <p>
        <strong>{incident.ref}</strong> · {incident.tlp} · {t("printed", { time, reader })}
      </p>
    </div>
  );
}

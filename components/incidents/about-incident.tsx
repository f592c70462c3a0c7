import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { paths } from "@/lib/entry/paths";
import { knowsSituation } from "@/lib/incidents/shelves";
import type { IncidentHeader } from "@/lib/incidents/views";
import { dayAndTime, zoneName } from "@/lib/kernel/time";

/** The facts that do not change by the minute. */
export function AboutIncident(props: { incident: IncidentHeader }) {
  const { incident } = props;
  const t = useTranslations("incidents");
  const exports = useTranslations("exports");
  const role = useTranslations("access.role");
  const language = useLocale();
  const time = (at: Date | null) => at && dayAndTime(at, incident.zone, language);
  const facts: [string, string | null][] = [
    [t("about.detected"), time(incident.detectedAt)],
    [t("about.opened"), time(incident.openedAt)],
    [t("about.closed"), time(incident.closedAt)],
    [t("about.team"), knowsSituation(incident) ? t("head.team", incident.members) : null],
    [t("about.role"), incident.roles.map((one) => role(one)).join(", ") || null],
    [t("about.tlp"), incident.tlp],
    [t("about.zone"), zoneName(incident.zone, language)],
  ];
  return (
    <section aria-labelledby="about" className="card h-fit rounded-lg border border-line bg-surface">
      <h2 id="about" className="border-b border-line px-3 py-2.5 text-base">
        {t("about.title")}
      </h2>
      <dl>
        {facts
          .filter(([, said]) => said)
          .map(([name, said]) => (
            <div
              key={name}
              className="flex justify-between gap-4 border-b border-line px-3 py-2 text-sm last:border-b-0"
            >
              <dt className="text-ink-2">{name}</dt>
              <dd className="text-right">{said}</dd>
            </div>
          ))}
      </dl>
      <p className="screen-only border-t border-line px-3 py-1 text-sm">
        <Link href={paths.exportLog(incident.ref)} prefetch={false} className="inline-flex min-h-11 items-center">
          {exports("link")}
        </Link>
      </p>
    </section>
  );
}

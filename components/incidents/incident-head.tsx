import { useLocale, useTranslations } from "next-intl";
import type { FormWords } from "@/components/ui/api-form";
import { api } from "@/lib/entry/paths";
import { knowsSituation } from "@/lib/incidents/shelves";
import type { IncidentHeader } from "@/lib/incidents/views";
import { zoneName } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { severities } from "@/lib/record/severity";
import { ChangeSituation } from "./change-situation";
import { Clocks } from "./clocks";
import { PhaseChip } from "./phase-chip";
import { SeverityChip } from "./severity-chip";
import { TlpChip } from "./tlp-chip";

/** What every reader needs first: which incident, how far it reaches, where it stands, who commands, and the time. */
export function IncidentHead(props: { incident: IncidentHeader; now: Date; words: FormWords }) {
  const { incident } = props;
  const t = useTranslations("incidents");
  const place = useTranslations("shell.time");
  const language = useLocale();
  const { severity, phase, abilities } = incident;
  return (
    <section aria-labelledby="incident" className="grid gap-2.5 border-b border-line bg-surface px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <p className="hidden font-mono text-ink-2 sm:block">{incident.ref}</p>
        <h1 id="incident" className="w-full text-lg wrap-anywhere sm:w-auto sm:text-xl">
          {visibleText(incident.name)}
        </h1>
        {severity && abilities.setSeverity.ok ? (
          <ChangeSituation
            of="severity"
            chip={<SeverityChip severity={severity} />}
            action={api.severity(incident.ref)}
            version={incident.version}
            options={severities
              .filter((one) => one !== severity)
              .map((one) => ({ value: one, label: t(`severity.${one}`) }))}
            words={props.words}
          />
        ) : severity ? (
          <SeverityChip severity={severity} />
        ) : null}
        {phase && abilities.setPhase.ok && incident.nextPhases.length > 0 ? (
          <ChangeSituation
            of="phase"
            chip={<PhaseChip phase={phase} />}
            action={api.phase(incident.ref)}
            version={incident.version}
            options={incident.nextPhases.map((one) => ({ value: one, label: t(`phase.${one}`) }))}
            words={props.words}
          />
        ) : phase ? (
          <PhaseChip phase={phase} />
        ) : null}
        <TlpChip tlp={incident.tlp} />
        <p className="text-sm text-ink-2">
          {incident.commander
            ? t("head.commander", { name: visibleText(incident.commander) })
            : knowsSituation(incident) && t("head.noCommander")}
        </p>
      </div>
      <Clocks
        now={props.now.toISOString()}
        detectedAt={incident.detectedAt?.toISOString() ?? null}
        closedAt={incident.closedAt?.toISOString() ?? null}
        zone={incident.zone}
        language={language}
        words={{
          since: incident.closedAt ? t("head.sinceClosed") : t("head.sinceDetection"),
          now: place("now", { place: zoneName(incident.zone, language) }),
        }}
      />
    </section>
  );
}

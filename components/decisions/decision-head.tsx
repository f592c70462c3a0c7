import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { PrintButton } from "@/components/exports/print-button";
import { TlpChip } from "@/components/incidents/tlp-chip";
import { useName } from "@/components/systems/names";
import { buttonClass } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import type { LinkedDecision } from "@/lib/decisions/views";
import { paths } from "@/lib/entry/paths";
import { duration } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { DecisionMark } from "./decision-mark";
import type { Reading } from "./reading";
import { When } from "./when";

/** What it is, where it stands in words, who put it forward, and the clocks that run. */
export function DecisionHead({ decision, incident }: Reading) {
  const t = useTranslations("decisions");
  const name = useName();
  const { proposedBy, proposedAt, createdBy, abilities } = decision;
  return (
    <header className="grid gap-2">
      <p className="screen-only">
        <Link href={paths.decisions(incident.ref)} prefetch={false} className="inline-flex min-h-6 items-center">
          {incident.ref}: {t("page.back")}
        </Link>
      </p>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h1 className="min-w-0 wrap-anywhere">
          <span className="font-mono">{decision.name}</span> {visibleText(decision.title)}
        </h1>
        <p className="screen-only flex flex-wrap gap-2">
          {abilities.edit.ok ? (
            <Link href={paths.editDecision(incident.ref, decision.number)} prefetch={false} className={buttonClass()}>
              {t("page.edit")}
            </Link>
          ) : null}
          <PrintButton word={t("page.print")} kind="plain" />
        </p>
      </div>
      <p className="flex flex-wrap items-center gap-2">
        <DecisionMark decision={decision} />
        <Chip>{t(`types.${decision.type}`)}</Chip>
        {decision.emergency ? <Chip>{t("emergency.mark")}</Chip> : null}
        <TlpChip tlp={decision.words.tlp} />
      </p>
      {decision.systems.length > 0 ? (
        <p>
          {t("page.scope")}{" "}
          {decision.systems.map((system, index) => (
            <span key={system.code}>
              {index > 0 ? ", " : null}
              <Link href={paths.system(system.code)} prefetch={false} className="font-semibold">
                {visibleText(name(system))}
              </Link>
            </span>
          ))}
        </p>
      ) : null}
      <p className="text-sm text-ink-2">
        {proposedBy && proposedAt
          ? t.rich("page.proposedBy", {
              who: visibleText(proposedBy.name),
              where: visibleText(proposedBy.organisation),
              version: decision.version,
              time: () => <When at={proposedAt} zone={incident.zone} />,
            })
          : t("page.draftedBy", { who: visibleText(createdBy.name), where: visibleText(createdBy.organisation) })}
      </p>
      <Clocks decision={decision} zone={incident.zone} />
      <Links decision={decision} incidentRef={incident.ref} />
    </header>
  );
}

function Clocks({ decision, zone }: { decision: Reading["decision"]; zone: string }) {
  const t = useTranslations("decisions.page.clock");
  const language = useLocale();
  const { lapsesAt, reviewAt, ratifyBy, overdue, unratified, asOf, state } = decision;
  const holds = ["executing", "failed", "in-force", "verified", "partially-restored"].includes(state);
  const clocks = [
    { name: "lapse", at: lapsesAt } as const,
    { name: "ratify", at: unratified ? ratifyBy : null } as const,
    { name: "review", at: holds ? reviewAt : null } as const,
  ];
  const running = clocks.flatMap(({ name, at }) => (at ? [{ name, at }] : []));
  if (running.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-1">
      {running.map(({ name, at }) => {
        const left = at.getTime() - asOf.getTime();
        return (
          <li
            key={name}
            className={left < 0 || (name === "review" && overdue) ? "font-semibold text-error" : "font-semibold"}
          >
            {t(name)} <When at={at} zone={zone} />{" "}
            <span className="font-normal">{t(left < 0 ? "ago" : "left", { time: duration(left, language) })}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Links({ decision, incidentRef }: { decision: Reading["decision"]; incidentRef: string }) {
  const t = useTranslations("decisions");
  const { undoes, undoneBy } = decision;
  if (!undoes && undoneBy.length === 0) return null;
  const link = (one: LinkedDecision) => (
    <>
      <Link href={paths.decision(incidentRef, one.number)} prefetch={false}>
        {one.name} {visibleText(one.title)}
      </Link>{" "}
      ({t(`states.${one.state}`)})
    </>
  );
  return (
    <ul>
      {undoes ? (
        <li>
          {t(decision.type === "extend" ? "page.prolongs" : "page.ends")} {link(undoes)}
        </li>
      ) : null}
      {undoneBy.map((one) => (
        <li key={one.number}>
          {t(one.type === "extend" ? "page.prolongedBy" : "page.endedBy")} {link(one)}
        </li>
      ))}
    </ul>
  );
}

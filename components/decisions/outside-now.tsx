import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useName } from "@/components/systems/names";
import { TextArea } from "@/components/ui/text-area";
import type { SeenSystem } from "@/lib/decisions/views";
import { paths } from "@/lib/entry/paths";
import { duration } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { WINDOW_MINUTES } from "@/lib/systems/outside";
import { Part } from "./act-form";
import type { Reading } from "./reading";

/** What has to be seen from outside before this decision counts as confirmed, and what two independent points see now. */
export function OutsideNow({ decision, incident }: Reading) {
  const t = useTranslations("decisions.outside");
  const { outside, asOf } = decision;
  if (!outside) return null;
  const watched = outside.systems.filter((one) => one.watched).length;
  // Of what goes on only what can be looked at is told: the others nobody promised to watch.
  const shown = outside.systems.filter(({ why, watched: is }) => why === "scope" || is);
  if (shown.length === 0) return null;
  return (
    <Part id="outside" title={t("title")} lead={t("lead", { minutes: WINDOW_MINUTES })}>
      {watched === 0 ? null : (
        <p className="font-semibold">
          {outside.unconfirmed === 0
            ? t("all", { count: watched })
            : t("open", { open: outside.unconfirmed, all: watched })}
        </p>
      )}
      <ul className="grid gap-2">
        {shown.map((one) => (
          <Seen key={one.code} system={one} incidentRef={incident.ref} now={asOf} />
        ))}
      </ul>
    </Part>
  );
}

function Seen({ system, incidentRef, now }: { system: SeenSystem; incidentRef: string; now: Date }) {
  const t = useTranslations("decisions.outside");
  const name = useName();
  const { code, why, expected, verdict, watched } = system;
  const must = expected === "either" ? "answers" : expected;
  const good = verdict === "agree";
  return (
    <li className="grid gap-0.5 border-t border-line pt-2">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span>
          <Link
            href={`${paths.outside(incidentRef, { code })}#${encodeURIComponent(code)}`}
            prefetch={false}
            className="inline-flex min-h-6 items-center font-semibold text-ink"
          >
            {visibleText(name(system))}
          </Link>{" "}
          <code className="text-sm text-ink-2">{code}</code>
        </span>
        <span className="text-sm">
          {t(`must.${must}`)}
          {why === "goes-on" ? <span className="text-ink-2">, {t("goesOn")}</span> : null}
        </span>
      </p>
      <p className={good || !watched ? "text-sm" : "text-sm font-semibold"}>
        <span aria-hidden="true">{good ? "✓ " : watched ? "! " : ""}</span>
        <Words system={system} now={now} />
      </p>
    </li>
  );
}

function Words({ system, now }: { system: SeenSystem; now: Date }) {
  const t = useTranslations("decisions.outside.verdict");
  const seen = useTranslations("systems.outside.seen");
  const language = useLocale();
  const { verdict, points, against, againstSeen, lastAt, watched } = system;
  if (!watched) return t("unwatched");
  if (verdict === "none" || !lastAt) return t("none");
  if (verdict === "stale") return t("stale", { ago: duration(now.getTime() - lastAt.getTime(), language) });
  if (verdict === "one-point") return t("onePoint");
  if (verdict === "disagree") return t("disagree", { points, against, seen: seen(againstSeen ?? "not-reachable") });
  return t("agree", { fits: points - against, points });
}

/** Beside what confirms a decision: why it counts although it is not seen so from outside. Only where anything can be looked at. */
export function UnconfirmedField({ decision, optional = false }: Pick<Reading, "decision"> & { optional?: boolean }) {
  const t = useTranslations("decisions.outside");
  if (!decision.outside?.systems.some(({ watched }) => watched)) return null;
  const required = !optional && decision.outside.unconfirmed > 0;
  return (
    <TextArea
      name="unconfirmed"
      label={t("unconfirmed")}
      hint={t("unconfirmedHint")}
      rows={2}
      maxLength={1000}
      {...(required && { required })}
    />
  );
}

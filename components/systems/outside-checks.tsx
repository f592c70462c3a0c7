import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { FormWords } from "@/components/ui/api-form";
import { buttonClass } from "@/components/ui/button";
import { paths } from "@/lib/entry/paths";
import { duration } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { nameIn } from "@/lib/systems/name-in";
import type { Side } from "@/lib/systems/outside";
import type { OutsideRow, OutsideView } from "@/lib/systems/outside-views";
import { OutsideMark } from "./outside-mark";
import { OutsidePoints } from "./outside-points";
import { StatusBadge } from "./status-badge";

/** One system: what we say on the left, what is seen from outside on the right, and the mark where they are not the same. */
export function OutsideChecks(props: {
  row: OutsideRow;
  incident: { ref: string; zone: string };
  now: Date;
  mayAdd: boolean;
  words: FormWords;
}) {
  const { row, incident, now } = props;
  const t = useTranslations("systems.outside");
  const language = useLocale();
  const { view, code } = row;
  const inside = view.inside.looks[0];
  const ago = (at: Date) => duration(now.getTime() - at.getTime(), language);
  return (
    <article
      id={code}
      aria-labelledby={`${code}-name`}
      className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id={`${code}-name`}>
          <Link href={paths.system(code)} prefetch={false} className="inline-flex min-h-6 items-center text-ink">
            {visibleText(nameIn(language, row))}
          </Link>{" "}
          <span className="font-mono text-xs font-normal text-ink-2">{code}</span>
        </h2>
        {props.mayAdd ? (
          <Link
            href={`${paths.outside(incident.ref, { code })}#add`}
            className={buttonClass("quiet", "screen-only text-sm")}
          >
            {t("addHere")}
            <span className="sr-only">{code}</span>
          </Link>
        ) : null}
      </header>
      {(["outside", "inside"] as const satisfies Side[]).map((side) => {
        const mark = view[side].disagreement;
        return mark ? <OutsideMark key={side} {...props} side={side} mark={mark} /> : null;
      })}
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)]">
        <div className="grid content-start gap-1.5">
          <h3 className="text-sm text-ink-2">{t("inside")}</h3>
          <p>
            <span className="sr-only">{t("says")}: </span>
            <StatusBadge shown={row.shown} />
          </p>
          <p className="text-sm text-ink-2">
            {row.confirmed
              ? t("confirmedBy", {
                  who: row.confirmed.by ? visibleText(row.confirmed.by) : t("aProbe"),
                  ago: ago(row.confirmed.at),
                })
              : t("nobodySaid")}
          </p>
          {inside ? (
            <p className="text-sm">{t("sees", { seen: t(`seen.${inside.seen}`), ago: ago(inside.at) })}</p>
          ) : null}
        </div>
        <div className="grid content-start gap-2">
          <h3 className="text-sm text-ink-2">{t("outside")}</h3>
          <p className="font-semibold">
            <VerdictWords view={view} now={now} />
          </p>
          {view.outside.looks.length > 0 ? (
            <OutsidePoints looks={view.outside.looks} incidentRef={incident.ref} now={now} />
          ) : null}
          {row.address ? (
            <p className="text-sm text-ink-2 wrap-anywhere">{t("address", { address: visibleText(row.address) })}</p>
          ) : null}
        </div>
      </div>
    </article>
  );
}

/** What all points outside say together, in one sentence. */
function VerdictWords({ view, now }: { view: OutsideView; now: Date }) {
  const t = useTranslations("systems.outside");
  const language = useLocale();
  const { verdict, points, against, againstSeen, lastAt } = view.outside;
  if (verdict === "none" || !lastAt) return t("verdict.none");
  if (verdict === "stale") return t("verdict.stale", { ago: duration(now.getTime() - lastAt.getTime(), language) });
  if (view.expected === "either") return t("verdict.either");
  if (verdict === "one-point") return t("verdict.onePoint");
  if (verdict === "disagree")
    return t("verdict.disagree", { points, against, seen: t(`seen.${againstSeen ?? "not-reachable"}`) });
  return against > 0 ? t("verdict.agreeBut", { fits: points - against, points }) : t("verdict.agree", { points });
}

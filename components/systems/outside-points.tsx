import { useLocale, useTranslations } from "next-intl";
import { api } from "@/lib/entry/paths";
import { duration } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import type { PointView } from "@/lib/systems/outside-views";
import { SeenMark } from "./seen-mark";

/** Who looked from where, what they saw, and how long ago: the newest first. */
export function OutsidePoints(props: { looks: PointView[]; incidentRef: string; now: Date }) {
  const t = useTranslations("systems.outside");
  return (
    <ul aria-label={t("points")} className="grid gap-2">
      {props.looks.map((look) => (
        <Point key={`${look.kind} ${look.point} ${look.network} ${look.organisation}`} {...props} look={look} />
      ))}
    </ul>
  );
}

function Point({ look, incidentRef, now }: { look: PointView; incidentRef: string; now: Date }) {
  const t = useTranslations("systems.outside");
  const language = useLocale();
  const since = (at: Date) => duration(now.getTime() - at.getTime(), language);
  const same = look.at.getTime() - look.since.getTime();
  return (
    <li className="grid gap-x-3 border-l-2 border-line pl-3 sm:grid-cols-[minmax(0,1fr)_auto]">
      <span>
        {visibleText(look.point)} <span className="text-sm text-ink-2">{visibleText(look.network)}</span>
      </span>
      <SeenMark seen={look.seen} fresh={look.fresh} detail={look.detail && visibleText(look.detail)} />
      <span className="text-sm text-ink-2 sm:col-span-2">
        {[
          look.by && t("by", { who: visibleText(look.by), organisation: visibleText(look.organisation ?? "") }),
          t("ago", { ago: since(look.at) }),
          same > 60_000 && t("sinceAll", { length: duration(same, language) }),
          !look.fresh && t("old"),
        ]
          .filter(Boolean)
          .join(" · ")}
        {look.file ? (
          <>
            {" · "}
            <a href={api.file(incidentRef, look.file)} className="inline-flex min-h-6 items-center">
              {t("file")}
            </a>
          </>
        ) : null}
        {look.link ? (
          <>
            {" · "}
            <a href={look.link} rel="noreferrer noopener" className="inline-flex min-h-6 items-center">
              {t("web")} <span className="sr-only">{visibleText(look.link)}</span>
            </a>
          </>
        ) : null}
      </span>
    </li>
  );
}

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { fromStart, type TimelineAsk, writeAsk } from "@/lib/entries/filter";
import { paths } from "@/lib/entry/paths";
import { saidMoment } from "./said-moment";

const COUNTED_MAX = 10_000;

/** Says beyond doubt that this is not the present, and how much the reader would not have known yet. */
export function KnownBand(props: {
  incident: { ref: string; zone: string };
  ask: TimelineAsk;
  known: string;
  later: number | null;
}) {
  const { incident, ask, later } = props;
  const t = useTranslations("timeline.known");
  const time = saidMoment(new Date(props.known), incident.zone, useLocale());
  return (
    <p
      role="status"
      className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-y-2 border-ink bg-ink px-3 py-2 font-semibold text-on-ink"
    >
      <span>
        {t("band", { time })}{" "}
        {later === null
          ? null
          : later > COUNTED_MAX
            ? t("overLater")
            : later === 0
              ? t("noneLater")
              : t("later", { count: later })}
      </span>
      <Link
        href={paths.timeline(incident.ref, writeAsk({ ...fromStart(ask), known: undefined }))}
        prefetch={false}
        className="screen-only inline-flex min-h-11 items-center text-on-ink sm:min-h-8"
      >
        {t("now")}
      </Link>
    </p>
  );
}

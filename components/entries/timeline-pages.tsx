import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { fromStart, type TimelineAsk, writeAsk } from "@/lib/entries/filter";
import { paths } from "@/lib/entry/paths";

/** The way to the pages before and after this one, in the words of the order at hand. */
export function TimelinePages(props: {
  incident: { ref: string };
  ask: TimelineAsk;
  page: { next: string | null; prev: string | null };
}) {
  const { incident, ask, page } = props;
  const t = useTranslations("timeline.pages");
  const oldest = ask.first === "oldest";
  const start = fromStart(ask);
  const moved = ask.before !== undefined || ask.after !== undefined || ask.at !== undefined;
  const link = (more: TimelineAsk, label: string) => (
    <Link
      href={paths.timeline(incident.ref, writeAsk({ ...start, ...more }))}
      prefetch={false}
      className={buttonClass("plain")}
    >
      {label}
    </Link>
  );
  return (
    <nav aria-label={t("label")} className="screen-only flex flex-wrap items-center gap-3 px-3 py-3 text-sm text-ink-2">
      {page.prev ? link({ after: page.prev }, t(oldest ? "earlier" : "newer")) : null}
      {page.next ? link({ before: page.next }, t(oldest ? "later" : "older")) : <p>{t("end")}</p>}
      {moved ? link({}, t("start")) : null}
    </nav>
  );
}

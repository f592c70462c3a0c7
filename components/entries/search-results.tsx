import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { controlClass } from "@/components/ui/control-class";
import type { Found } from "@/lib/entries/queries";
import { readTerms } from "@/lib/entries/search-terms";
import { paths } from "@/lib/entry/paths";
import { visibleText } from "@/lib/kernel/visible-text";
import { Timeline } from "./timeline";

/** A plain form: the question becomes the address. */
export function SearchForm({ q }: { q: string }) {
  const t = useTranslations("timeline.search");
  return (
    <form method="get" action={paths.search()} className="screen-only grid gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <label className="grid min-w-0 flex-1 basis-60 gap-1 font-semibold">
          {t("labelAll")}
          <input type="search" name="q" defaultValue={q} maxLength={200} className={controlClass(undefined)} />
        </label>
        <button type="submit" className={buttonClass("main")}>
          {t("button")}
        </button>
      </div>
      <p className="text-sm text-ink-2">{t("hint")}</p>
    </form>
  );
}

/** What was found, incident by incident, each with the way to all of its hits. */
export function SearchResults({ q, found }: { q: string; found: Found[] }) {
  const t = useTranslations("timeline.search");
  const exercise = useTranslations("shell.exercise");
  if (found.length === 0) return <p className="text-md">{t("nothing", { q: visibleText(q) })}</p>;
  return found.map(({ incident, rows, more }) => (
    <section key={incident.ref} aria-labelledby={incident.ref} className="rounded-lg border border-line bg-surface">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
        <h2 id={incident.ref} className="text-base wrap-anywhere">
          <span className="font-mono font-normal">{incident.ref}</span> {visibleText(incident.name)}
        </h2>
        {incident.exercise ? <Chip>{exercise("word")}</Chip> : null}
      </div>
      <div className="lines">
        <Timeline rows={rows} incident={incident} view={{ terms: readTerms(q) }} idPrefix={incident.ref} />
      </div>
      {more ? (
        <p className="px-3 py-2">
          <Link href={paths.timeline(incident.ref, { q })} prefetch={false}>
            {t("more", { ref: incident.ref })}
          </Link>
        </p>
      ) : null}
    </section>
  ));
}

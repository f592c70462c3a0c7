import Link from "next/link";
import { useMessages, useTranslations } from "next-intl";
import { paths } from "@/lib/entry/paths";
import { CopyLink } from "./copy-link";

/** What else can be done from an entry. It opens in its place, so that nothing is covered or cut off, and works without JavaScript. */
export function EntryMenu(props: { incidentRef: string; number: number }) {
  const { incidentRef, number } = props;
  const t = useTranslations("timeline.menu");
  const { copy } = useMessages().timeline;
  const item = "inline-flex min-h-11 items-center text-ink-2 sm:min-h-6";
  return (
    <details className="screen-only open:basis-full">
      <summary aria-label={t("label", { number })} className="inline-flex min-h-6 items-center underline">
        {t("open")}
      </summary>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 pt-1">
        <CopyLink
          href={paths.entry(incidentRef, number)}
          className={`${item} underline`}
          words={{ copy: copy.entry, copied: copy.copied, failed: copy.failed }}
        />
        <Link href={paths.timeline(incidentRef, { around: String(number) })} prefetch={false} className={item}>
          {t("around")}
        </Link>
        <Link href={paths.timeline(incidentRef, { related: String(number) })} prefetch={false} className={item}>
          {t("related")}
        </Link>
      </div>
    </details>
  );
}

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { paths } from "@/lib/entry/paths";
import type { ForeignLogRow } from "@/lib/foreign/views";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";

/** Records made elsewhere as lines: what it is, whose it is, and when it came. */
export function ForeignList(props: { logs: ForeignLogRow[]; zone: string }) {
  const t = useTranslations("foreign.row");
  const language = useLocale();
  return (
    <ul className="rounded-lg border border-line bg-surface">
      {props.logs.map((log) => (
        <li
          key={log.id}
          className="grid gap-x-6 gap-y-2 border-b border-line px-4 py-3 last:border-b-0 lg:grid-cols-[minmax(0,1fr)_auto_22rem] lg:items-center"
        >
          <div>
            <p className="font-mono text-xs text-ink-2">{visibleText(log.ref)}</p>
            <h2 className="wrap-anywhere">
              <Link
                href={paths.foreignLog(log.id)}
                prefetch={false}
                className="inline-flex min-h-11 items-center text-ink sm:min-h-0"
              >
                {visibleText(log.name)}
              </Link>
            </h2>
          </div>
          <div>{log.exercise ? <Chip>{t("exercise")}</Chip> : null}</div>
          <div className="text-sm text-ink-2">
            <p className="wrap-anywhere">{t("from", { origin: visibleText(log.origin) })}</p>
            <p>{t("imported", { time: dayAndTime(log.importedAt, props.zone, language) })}</p>
            <p>{t("entries", { count: log.entries })}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ForeignLogHead } from "@/lib/foreign/views";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";

/** Where a record comes from and what is proven of it: over everything else, so that nobody takes it for ours. */
export function ForeignHead({ log }: { log: ForeignLogHead }) {
  const t = useTranslations("foreign.log");
  const language = useLocale();
  const at = (moment: Date) => dayAndTime(moment, log.zone, language);
  const facts: [string, ReactNode][] = [
    [t("origin"), visibleText(log.origin)],
    [t("state"), t("verified", { size: log.size })],
    [t("signer"), <code key="key">{visibleText(log.publicKey)}</code>],
    [t("madeBy"), t("madeByLine", { time: at(log.madeAt), by: visibleText(log.madeBy) })],
    [t("imported"), at(log.importedAt)],
  ];
  return (
    <section aria-labelledby="foreign-banner" className="rounded-lg border-2 border-ink bg-surface">
      <h2 id="foreign-banner" className="bg-ink px-4 py-2 text-on-ink">
        {t("banner")}
      </h2>
      <dl>
        {facts.map(([name, said]) => (
          <div
            key={name}
            className="grid gap-x-4 border-b border-line px-4 py-2 last:border-b-0 sm:grid-cols-[11rem_minmax(0,1fr)]"
          >
            <dt className="text-ink-2">{name}</dt>
            <dd className="wrap-anywhere">{said}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

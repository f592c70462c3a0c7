import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { paths } from "@/lib/entry/paths";
import { type Fields, printFields } from "@/lib/exports/asked";

/** The three sheets, in the period that was chosen. Whoever reads the log may print what they read. */
export function PrintLinks(props: { incidentRef: string; fields: Fields; own: string }) {
  const { incidentRef, fields, own } = props;
  const t = useTranslations("exports.print");
  const { whose = own, ...period } = printFields(fields);
  const unit = /^(person|organisation|role):/.test(whose) ? whose : own;
  const links = [
    { href: paths.print(incidentRef, "log", period), label: t("log") },
    { href: paths.print(incidentRef, "key-events", period), label: t("key-events") },
    { href: paths.print(incidentRef, "activity", { whose: unit, ...period }), label: t("activity") },
  ];
  return (
    <section aria-labelledby="print" className="card grid h-fit gap-3 rounded-lg border border-line bg-surface p-4">
      <h2 id="print">{t("title")}</h2>
      <p className="text-sm text-ink-2">{t("lead")}</p>
      <ul className="grid gap-2">
        {links.map(({ href, label }) => (
          <li key={label} className="grid">
            <Link href={href} prefetch={false} className={buttonClass()}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
      <p className="text-sm text-ink-2">{t("activityHint")}</p>
    </section>
  );
}

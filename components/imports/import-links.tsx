import Link from "next/link";
import { useTranslations } from "next-intl";
import { paths } from "@/lib/entry/paths";

/** The ways from paper and files into the log, beside it. */
export function ImportLinks({ incidentRef }: { incidentRef: string }) {
  const t = useTranslations("imports.links");
  return (
    <nav aria-label={t("label")} className="screen-only rounded-lg border border-line bg-surface px-3 py-1.5">
      <ul>
        <li>
          <Link
            href={paths.importEntries(incidentRef)}
            prefetch={false}
            className="inline-flex min-h-11 items-center sm:min-h-9"
          >
            {t("import")}
          </Link>
        </li>
        <li>
          <Link
            href={paths.sheets(incidentRef)}
            prefetch={false}
            className="inline-flex min-h-11 items-center sm:min-h-9"
          >
            {t("sheets")}
          </Link>
        </li>
      </ul>
    </nav>
  );
}

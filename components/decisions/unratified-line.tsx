import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Unratified } from "@/lib/decisions/views";
import { paths } from "@/lib/entry/paths";
import { visibleText } from "@/lib/kernel/visible-text";
import { When } from "./when";

/** What was done in an emergency and still has to be ratified, where everybody who works on the incident sees it (D11). */
export function UnratifiedLine(props: { incident: { ref: string; zone: string }; decisions: readonly Unratified[] }) {
  const { incident, decisions } = props;
  const t = useTranslations("decisions");
  if (decisions.length === 0) return null;
  return (
    <section aria-label={t("states.unratified")} className="border-y-2 border-error bg-surface px-4 py-2">
      <ul className="grid gap-1">
        {decisions.map(({ number, name, title, ratifyBy }) => (
          <li key={number}>
            <strong className="text-error">{t("states.unratified")}:</strong>{" "}
            <Link
              href={paths.decision(incident.ref, number)}
              prefetch={false}
              className="inline-flex min-h-11 items-center font-semibold sm:min-h-6"
            >
              {name} {visibleText(title)}
            </Link>{" "}
            {t("page.clock.ratify")} <When at={ratifyBy} zone={incident.zone} />
          </li>
        ))}
      </ul>
    </section>
  );
}

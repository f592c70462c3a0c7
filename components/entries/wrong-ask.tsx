import { useTranslations } from "next-intl";
import type { Wrong } from "@/lib/entries/filter";
import { visibleText } from "@/lib/kernel/visible-text";

/** What an address asked for and nobody understood: said, left out, and no reason to show nothing. */
export function WrongAsk({ wrong }: { wrong: Wrong[] }) {
  const t = useTranslations("timeline.wrong");
  if (wrong.length === 0) return null;
  return (
    <section role="alert" className="border-b border-line border-l-4 border-l-error px-3 py-2">
      <h2 className="text-base">{t("title")}</h2>
      <ul>
        {wrong.map(({ name, value }) => (
          <li key={`${name} ${value}`} className="wrap-anywhere">
            {t("line", { name: visibleText(name.slice(0, 60)), value: visibleText(value) })}
          </li>
        ))}
      </ul>
    </section>
  );
}

import { useLocale, useTranslations } from "next-intl";
import { spokenCode } from "@/lib/decisions/spoken-code";
import { type Language, languages } from "@/lib/kernel/preferences";

/** The text that is before people as four words, for the telephone: in the reader's language first, and in the other for whoever is at its other end. */
export function SpokenCode({ hash }: { hash: string }) {
  const t = useTranslations("decisions.approval.spoken");
  const locale = useLocale();
  const mine = languages.filter((one) => one === locale);
  const order: Language[] = [...mine, ...languages.filter((one) => !mine.includes(one))];
  return (
    <div className="text-sm">
      <p className="text-ink-2">{t("title")}</p>
      {order.map((language, index) => (
        <p key={language} lang={language} className={index === 0 ? "text-base font-semibold" : "text-ink-2"}>
          {spokenCode(hash, language).join(" · ")}
        </p>
      ))}
      <p className="text-ink-2">{t("hint")}</p>
    </div>
  );
}

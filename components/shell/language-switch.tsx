import { useLocale, useTranslations } from "next-intl";
import { cn } from "@/lib/kernel/cn";
import { languages } from "@/lib/kernel/preferences";
import { PreferenceForm } from "./preference-form";

/** Each language by its own name; the one in use is underlined. */
export function LanguageSwitch() {
  const t = useTranslations("shell.language");
  const inUse = useLocale();
  return (
    <PreferenceForm label={t("label")} className="flex">
      {languages.map((language) => (
        <button
          key={language}
          type="submit"
          name="language"
          value={language}
          lang={language}
          aria-pressed={language === inUse}
          className={cn(
            "min-h-11 px-2 text-sm text-ink sm:min-h-9",
            language === inUse ? "font-bold underline underline-offset-4" : "text-ink-2 hover:underline",
          )}
        >
          {t(language)}
        </button>
      ))}
    </PreferenceForm>
  );
}

import { useTranslations } from "next-intl";
import { cn } from "@/lib/kernel/cn";
import { type Theme, themes } from "@/lib/kernel/preferences";
import { PreferenceForm } from "./preference-form";

/** Light, dark, or as the device says. */
export function ThemeSwitch(props: { theme: Theme }) {
  const t = useTranslations("shell.theme");
  return (
    <PreferenceForm label={t("label")} className="flex flex-wrap gap-1">
      {themes.map((theme) => (
        <button
          key={theme}
          type="submit"
          name="theme"
          value={theme}
          aria-pressed={theme === props.theme}
          className={cn(
            "min-h-11 rounded-md border px-2.5 text-sm sm:min-h-9",
            theme === props.theme ? "border-ink bg-ink font-semibold text-on-ink" : "border-line-strong bg-surface",
          )}
        >
          {t(theme)}
        </button>
      ))}
    </PreferenceForm>
  );
}

import { useTranslations } from "next-intl";

/** Marks every screen and every print of an exercise (DESIGN §5). It stands above the top bar, wherever it is in the page's code. */
export function ExerciseBar() {
  const t = useTranslations("shell.exercise");
  return (
    <aside data-exercise aria-label={t("word")} className="order-first bg-surface">
      <div className="hatched h-1.5" />
      <p className="border-b border-line px-4 py-0.5 text-xs">
        <strong>{t("word")}.</strong> <span className="max-sm:sr-only">{t("sentence")}</span>
      </p>
    </aside>
  );
}

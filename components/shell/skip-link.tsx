import { useTranslations } from "next-intl";

/** The first thing that Tab reaches. */
export function SkipLink() {
  const t = useTranslations("shell");
  return (
    <a
      href="#content"
      className="screen-only fixed left-2 top-2 z-50 -translate-y-24 rounded-md bg-ink px-4 py-3 text-on-ink focus:translate-y-0"
    >
      {t("skip")}
    </a>
  );
}

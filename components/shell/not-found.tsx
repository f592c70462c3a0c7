import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { paths } from "@/lib/entry/paths";

export function NotFound() {
  const t = useTranslations("shell.notFound");
  return (
    <div className="grid justify-items-start gap-4">
      <h1>{t("title")}</h1>
      <p>{t("sentence")}</p>
      <Link href={paths.incidents()} prefetch={false} className={buttonClass("main")}>
        {t("back")}
      </Link>
    </div>
  );
}

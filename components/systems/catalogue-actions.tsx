import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { paths } from "@/lib/entry/paths";

/** What can be done with the whole catalogue. */
export function CatalogueActions(props: { mayAdd: boolean }) {
  const t = useTranslations("systems.catalogue");
  return (
    <div className="screen-only flex flex-wrap gap-2">
      {props.mayAdd ? (
        <Link href={paths.newSystem()} prefetch={false} className={buttonClass("main")}>
          {t("add")}
        </Link>
      ) : null}
    </div>
  );
}

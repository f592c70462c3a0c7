import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { api, paths } from "@/lib/entry/paths";

/** What can be done with the whole catalogue. */
export function CatalogueActions(props: { mayAdd: boolean; mayExport: boolean }) {
  const [t, csv] = [useTranslations("systems.catalogue"), useTranslations("systems.csv")];
  return (
    <div className="screen-only flex flex-wrap gap-2">
      {props.mayAdd ? (
        <Link href={paths.newSystem()} prefetch={false} className={buttonClass("main")}>
          {t("add")}
        </Link>
      ) : null}
      {props.mayAdd ? (
        <Link href={paths.importSystems()} prefetch={false} className={buttonClass()}>
          {csv("importLink")}
        </Link>
      ) : null}
      {props.mayExport ? (
        <a href={api.systemsTable()} download className={buttonClass()}>
          {csv("exportLink")}
        </a>
      ) : null}
    </div>
  );
}

import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { api, paths } from "@/lib/entry/paths";

/** What can be done with the whole catalogue. */
export function CatalogueActions(props: { mayAdd: boolean; mayExport: boolean; probes: boolean }) {
  const t = useTranslations("systems.catalogue");
  const [outside, csv] = [useTranslations("systems.outside"), useTranslations("systems.csv")];
  return (
    <div className="screen-only flex flex-wrap items-center gap-x-4 gap-y-2">
      {props.probes ? (
        <Link href={paths.probes()} prefetch={false} className="inline-flex min-h-11 items-center sm:min-h-6">
          {outside("probesLink")}
        </Link>
      ) : null}
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

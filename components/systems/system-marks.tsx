import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";

/** What the catalogue marks on a system, in words. */
export function SystemMarks(props: {
  essential: boolean;
  unmaintained: boolean;
  withoutFallback: boolean;
  retired: boolean;
}) {
  const t = useTranslations("systems.catalogue.mark");
  return (
    <>
      {props.retired ? <Chip solid>{t("retired")}</Chip> : null}
      {props.essential ? <Chip>{t("essential")}</Chip> : null}
      {props.unmaintained ? <Chip>{t("no-maintainer")}</Chip> : null}
      {props.withoutFallback ? <Chip>{t("no-fallback")}</Chip> : null}
    </>
  );
}

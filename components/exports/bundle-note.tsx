import { useMessages, useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { CopyText } from "@/components/ui/copy-text";

/** How to come by the whole record with its proof, which no page gives to anybody (ADR 018). */
export function BundleNote({ incidentRef }: { incidentRef: string }) {
  const t = useTranslations("exports.bundle");
  const words = useMessages().exports.bundle;
  const command = `npm run export -- ${incidentRef} --bundle`;
  return (
    <section aria-labelledby="bundle" className="card grid h-fit gap-3 rounded-lg border border-line bg-surface p-4">
      <h2 id="bundle">{t("title")}</h2>
      <p className="text-sm text-ink-2">{t("why")}</p>
      <p className="wrap-anywhere">
        <code>{command}</code>
      </p>
      <CopyText text={command} className={buttonClass()} words={words} />
    </section>
  );
}

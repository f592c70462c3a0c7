import { useLocale, useMessages, useTranslations } from "next-intl";
import { TlpChip } from "@/components/incidents/tlp-chip";
import { api } from "@/lib/entry/paths";
import type { Asked } from "@/lib/exports/asked";
import type { ExportPreview as Preview } from "@/lib/exports/views";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { ExportButton } from "./export-button";

/** What would leave, in figures, beside the button that lets it leave. */
export function ExportPreview(props: {
  incident: { ref: string; zone: string };
  choice: NonNullable<Asked["choice"]>;
  preview: Preview;
  reader: string;
}) {
  const { incident, choice, preview, reader } = props;
  const t = useTranslations("exports");
  const { exports: words, shell } = useMessages();
  const language = useLocale();
  const time = (at: Date | null) => at && dayAndTime(at, incident.zone, language);
  const recipient = visibleText(choice.recipient ?? reader);
  const facts: [string, React.ReactNode][] = [
    [t("preview.for"), choice.ceiling ? t("preview.upTo", { name: recipient, tlp: choice.ceiling }) : recipient],
    [t("choose.format"), t(`format.${choice.format}`)],
    [t("preview.strictest"), preview.strictest && <TlpChip tlp={preview.strictest} />],
    [t("preview.first"), time(preview.first)],
    [t("preview.last"), time(preview.last)],
  ];
  return (
    <section aria-labelledby="preview" className="card grid h-fit gap-3 rounded-lg border border-line bg-surface p-4">
      <h2 id="preview">{t("preview.title")}</h2>
      {preview.lines === 0 ? (
        <p>{t("preview.none")}</p>
      ) : (
        <>
          <p className="text-xl font-bold">{t("preview.lines", { count: preview.lines })}</p>
          <dl>
            {facts
              .filter(([, said]) => said)
              .map(([name, said]) => (
                <div key={name} className="flex flex-wrap justify-between gap-x-4 border-b border-line py-2 text-sm">
                  <dt className="text-ink-2">{name}</dt>
                  <dd className="text-right wrap-anywhere">{said}</dd>
                </div>
              ))}
          </dl>
        </>
      )}
      {preview.hidden > 0 ? <p className="text-sm">{t("preview.hidden", { count: preview.hidden })}</p> : null}
      {preview.lines > 0 ? (
        <>
          <ExportButton
            key={JSON.stringify(choice)}
            action={api.exports(incident.ref)}
            body={JSON.stringify({ ...choice, language })}
            words={{
              button: words.button,
              making: words.making,
              silent: words.silent,
              done: words.done,
              signedOut: shell.form.signedOut,
            }}
          />
          <p className="text-sm text-ink-2">{t("preview.record")}</p>
        </>
      ) : null}
    </section>
  );
}

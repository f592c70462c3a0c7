import Link from "next/link";
import { useLocale, useMessages, useTranslations } from "next-intl";
import { type EntryDetail, type EntryRow, newestOf } from "@/lib/entries/views";
import { paths } from "@/lib/entry/paths";
import { happenedSentence } from "@/lib/kernel/happened";
import { dayAndTime } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { WordDiff } from "./word-diff";

interface Props {
  entry: EntryDetail;
  incident: { ref: string; zone: string };
}

/** All versions of an entry, the first first: who, when, why, and word by word what each changed. The newest counts, and each stays readable. */
export function EntryChain({ entry, incident }: Props) {
  const t = useTranslations("entries");
  if (entry.chain.length < 2) return null;
  return (
    <section aria-labelledby="chain">
      <h2 id="chain">{t("entry.chain")}</h2>
      <p className="text-sm text-ink-2">{t("entry.chainSentence")}</p>
      <ol className="mt-2 rounded-lg border border-line bg-surface">
        {entry.chain.map((version) => (
          <li key={version.id} className="grid gap-1 border-b border-line px-4 py-2.5 last:border-b-0">
            <Head
              version={version}
              here={version.id === entry.id}
              newest={version === newestOf(entry.chain)}
              incident={incident}
            />
            <Words
              version={version}
              before={entry.chain.find(({ number }) => number === version.corrects?.number)}
              zone={incident.zone}
            />
            {version.withdrawnAfterSeconds === null ? null : (
              <p className="text-sm font-semibold">{t("line.withdrawn", { seconds: version.withdrawnAfterSeconds })}</p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Head(props: { version: EntryRow; here: boolean; newest: boolean; incident: Props["incident"] }) {
  const { version, incident } = props;
  const t = useTranslations();
  const language = useLocale();
  const { corrects } = version;
  const name = [
    `#${version.number}`,
    props.here ? t("entries.entry.thisOne") : null,
    props.newest ? t("corrections.chain.newest") : null,
  ]
    .filter(Boolean)
    .join(", ");
  return (
    <p className="text-sm text-ink-2">
      {props.here ? (
        <strong className="text-ink" aria-current="true">
          {name}
        </strong>
      ) : (
        <Link href={paths.entry(incident.ref, version.number)} prefetch={false} className="inline-block min-h-6">
          {name}
        </Link>
      )}{" "}
      · {dayAndTime(version.recordedAt, incident.zone, language)} · {visibleText(version.by.name)} ·{" "}
      <strong className="text-ink">
        {corrects ? t(`entries.reason.${corrects.reasonKind}`) : t("corrections.chain.original")}
      </strong>
      {corrects?.reason ? `: ${visibleText(corrects.reason)}` : ""}
    </p>
  );
}

function Words({ version, before, zone }: { version: EntryRow; before: EntryRow | undefined; zone: string }) {
  const { chain, diff } = useMessages().corrections;
  const t = useTranslations("corrections.chain");
  const language = useLocale();
  if (!before) return <p className="whitespace-pre-wrap wrap-anywhere">{visibleText(version.text)}</p>;
  const happened = ({ occurredAt: at, occurredUntil: until, precision }: EntryRow) =>
    happenedSentence({ at, until, precision }, zone, language);
  return (
    <>
      {version.text === before.text ? (
        <p className="text-ink-2">{chain.sameText}</p>
      ) : (
        <WordDiff before={before.text} after={version.text} show="both" words={diff} />
      )}
      {happened(version) === happened(before) ? null : (
        <p className="text-sm">{t("happened", { now: happened(version), before: happened(before) })}</p>
      )}
    </>
  );
}

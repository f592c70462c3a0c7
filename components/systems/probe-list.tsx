import { useLocale, useTranslations } from "next-intl";
import { WarningSign } from "@/components/shell/warning-sign";
import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { api } from "@/lib/entry/paths";
import { dayAndTime, duration } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import type { ProbeRow } from "@/lib/systems/outside-views";

interface Shown {
  zone: string;
  now: Date;
  mayRevoke: boolean;
  words: FormWords;
}

/** Who looks for us: where each stands, when it was last heard, and what is wrong with it. */
export function ProbeList({ rows, ...shown }: Shown & { rows: ProbeRow[] }) {
  const t = useTranslations("systems.outside.probes");
  return (
    <ul aria-label={t("title")} className="grid gap-3">
      {rows.map((probe) => (
        <Probe key={probe.id} probe={probe} {...shown} />
      ))}
    </ul>
  );
}

function Probe({ probe, zone, now, mayRevoke, words }: Shown & { probe: ProbeRow }) {
  const t = useTranslations("systems.outside.probes");
  const language = useLocale();
  const time = (at: Date) => dayAndTime(at, zone, language);
  return (
    <li className="grid gap-2 rounded-lg border border-line bg-surface p-4">
      <h2>
        {visibleText(probe.point)} <span className="text-sm font-normal text-ink-2">{visibleText(probe.network)}</span>
      </h2>
      <ProbeState probe={probe} time={time} now={now} />
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">
        {probe.fingerprint ? (
          <>
            <dt className="text-ink-2">{t("head.key")}</dt>
            <dd className="font-mono wrap-anywhere">{probe.fingerprint}</dd>
          </>
        ) : null}
        <dt className="text-ink-2">{t("head.added")}</dt>
        <dd>
          {visibleText(probe.addedBy)}, {visibleText(probe.organisation)}, {time(probe.addedAt)}
        </dd>
      </dl>
      {mayRevoke && !probe.revokedAt ? (
        <details className="screen-only">
          <summary className="inline-flex min-h-11 items-center text-sm underline underline-offset-4 sm:min-h-8">
            {t("revoke")}
            <span className="sr-only">{visibleText(probe.point)}</span>
          </summary>
          <div className="max-w-xl pt-2">
            <ApiForm action={api.revokeProbe(probe.id)} words={words}>
              <TextField name="reason" label={t("why")} required maxLength={500} />
              <Button type="submit" className="justify-self-start">
                {t("revokeButton")}
              </Button>
            </ApiForm>
          </div>
        </details>
      ) : null}
    </li>
  );
}

function ProbeState({ probe, time, now }: { probe: ProbeRow; time: (at: Date) => string; now: Date }) {
  const t = useTranslations("systems.outside.probes");
  const language = useLocale();
  if (probe.revokedAt) return <p className="text-ink-2">{t("revoked", { time: time(probe.revokedAt) })}</p>;
  if (probe.codeEndsAt)
    return <p>{probe.codeEndsAt < now ? t("codeOver") : t("waiting", { time: time(probe.codeEndsAt) })}</p>;
  return (
    <>
      {probe.markedAt ? <Wrong>{t("marked", { time: time(probe.markedAt) })}</Wrong> : null}
      {probe.silentSince ? <Wrong>{t("silent", { time: time(probe.silentSince) })}</Wrong> : null}
      <p>
        <span className="text-ink-2">{t("head.heard")}: </span>
        {probe.heardAt ? t("ago", { ago: duration(now.getTime() - probe.heardAt.getTime(), language) }) : t("never")}
      </p>
    </>
  );
}

const Wrong = ({ children }: { children: string }) => (
  <p className="flex items-start gap-2 font-semibold">
    <WarningSign />
    {children}
  </p>
);

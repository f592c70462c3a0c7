import { useLocale, useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { type TimelineAsk, writeAsk } from "@/lib/entries/filter";
import { paths } from "@/lib/entry/paths";
import type { Language } from "@/lib/kernel/preferences";
import { monthName } from "@/lib/kernel/time";
import { DayAndTime } from "./day-and-time";
import { KnownSlider } from "./known-slider";
import { typedMoment } from "./said-moment";

type Props = { incident: { ref: string; zone: string }; ask: TimelineAsk; span: { from: Date; to: Date } };

/** The log as it stood at a minute: a slider over the whole time of the record, and the same typed. */
export function KnownForm({ incident, ask, span }: Props) {
  const t = useTranslations("timeline.known");
  const language = useLocale();
  const at = ask.known ?? span.to.toISOString();
  const { known: _known, at: _at, before: _before, after: _after, ...rest } = ask;
  const months = Array.from({ length: 12 }, (_, month) => monthOf(month, language));
  return (
    <Disclosure label={t("open")} open={ask.known !== undefined}>
      <div className="grid gap-3">
        <p className="max-w-[72ch] text-sm text-ink-2">{t("lead")}</p>
        <KnownSlider
          key={at}
          from={span.from.toISOString()}
          to={span.to.toISOString()}
          at={at}
          zone={incident.zone}
          href={paths.timeline(incident.ref, writeAsk(rest))}
          words={{ label: t("slider"), months }}
        />
        <AskForm incident={incident} ask={rest} name="known" value={at} label={t("open")} button={t("button")} />
      </div>
    </Disclosure>
  );
}

/** Browsers do not all know the months in Albanian, so an island gets them as words (ADR 013). */
const monthOf = (month: number, language: Language) =>
  monthName(new Date(Date.UTC(2000, month, 15)), "UTC", language).replace(" 2000", "");

/** A time to go to, in a list of any length. */
export function JumpForm({ incident, ask, span }: Props) {
  const t = useTranslations("timeline.jump");
  const { at, before: _before, after: _after, ...rest } = ask;
  return (
    <Disclosure label={t("open")}>
      <AskForm
        incident={incident}
        ask={rest}
        name="at"
        value={at ?? span.to.toISOString()}
        label={t("open")}
        button={t("button")}
      />
    </Disclosure>
  );
}

function AskForm(props: {
  incident: { ref: string; zone: string };
  ask: TimelineAsk;
  name: "known" | "at";
  value: string;
  label: string;
  button: string;
}) {
  return (
    <form method="get" action={paths.timeline(props.incident.ref)} className="flex flex-wrap items-center gap-3">
      {Object.entries(writeAsk(props.ask)).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <DayAndTime bare name={props.name} label={props.label} value={typedMoment(props.value, props.incident.zone)} />
      <button type="submit" className={buttonClass("plain")}>
        {props.button}
      </button>
    </form>
  );
}

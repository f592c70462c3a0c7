import { useLocale, useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { type TimelineAsk, writeAsk } from "@/lib/entries/filter";
import { paths } from "@/lib/entry/paths";
import { DayAndTime } from "./filter-form";
import { KnownSlider } from "./known-slider";
import { typedMoment } from "./said-moment";

type Props = { incident: { ref: string; zone: string }; ask: TimelineAsk; span: { from: Date; to: Date } };

/** The log as it stood at a minute: a slider over the whole time of the record, and the same typed. */
export function KnownForm({ incident, ask, span }: Props) {
  const t = useTranslations("timeline.known");
  const language = useLocale();
  const at = ask.known ?? span.to.toISOString();
  const { known: _known, at: _at, before: _before, after: _after, ...rest } = ask;
  return (
    <details open={ask.known !== undefined}>
      <summary className="inline-flex min-h-11 items-center font-semibold sm:min-h-9">{t("open")}</summary>
      <div className="grid gap-3 pb-2">
        <p className="max-w-[72ch] text-sm text-ink-2">{t("lead")}</p>
        <KnownSlider
          key={at}
          from={span.from.toISOString()}
          to={span.to.toISOString()}
          at={at}
          zone={incident.zone}
          language={language}
          href={paths.timeline(incident.ref, writeAsk(rest))}
          label={t("slider")}
        />
        <AskForm incident={incident} ask={rest} name="known" value={at} label={t("open")} button={t("button")} />
      </div>
    </details>
  );
}

/** A time to go to, in a list of any length. */
export function JumpForm({ incident, ask, span }: Props) {
  const t = useTranslations("timeline.jump");
  const { at, before: _before, after: _after, ...rest } = ask;
  return (
    <details>
      <summary className="inline-flex min-h-11 items-center font-semibold sm:min-h-9">{t("open")}</summary>
      <AskForm
        incident={incident}
        ask={rest}
        name="at"
        value={at ?? span.to.toISOString()}
        label={t("open")}
        button={t("button")}
      />
    </details>
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
    <form method="get" action={paths.timeline(props.incident.ref)} className="flex flex-wrap items-center gap-3 pb-2">
      {Object.entries(writeAsk(props.ask)).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <DayAndTime name={props.name} label="" value={typedMoment(props.value, props.incident.zone)} />
      <button type="submit" className={buttonClass("plain")}>
        {props.button}
      </button>
    </form>
  );
}

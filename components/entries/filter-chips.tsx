import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { type FilterName, filtersOf, fromStart, type TimelineAsk, writeAsk } from "@/lib/entries/filter";
import type { Choices } from "@/lib/entries/reading-queries";
import { paths } from "@/lib/entry/paths";
import { visibleText } from "@/lib/kernel/visible-text";
import { saidMoment } from "./said-moment";

/** Every filter in use, as a chip that takes it away again. */
export function FilterChips(props: {
  incident: { ref: string; zone: string };
  ask: TimelineAsk;
  choices: Choices | null;
}) {
  const { incident, ask } = props;
  const t = useTranslations("timeline");
  const say = useChipWords(incident.zone, props.choices);
  const used = filtersOf(ask);
  if (used.length === 0) return null;
  return (
    <div className="screen-only flex flex-wrap items-center gap-2 border-b border-line px-3 py-2 text-sm">
      <span id="filters-in-use" className="text-ink-2">
        {t("chips.label")}
      </span>
      <ul aria-labelledby="filters-in-use" className="contents">
        {used.map((name) => {
          const filter = say(name, ask);
          return (
            <li key={name} className="max-w-full">
              <Link
                href={paths.timeline(incident.ref, writeAsk({ ...fromStart(ask), [name]: undefined }))}
                prefetch={false}
                aria-label={t("chips.remove", { filter })}
                className="inline-flex min-h-11 max-w-full items-center gap-2 rounded-sm border border-line-strong bg-surface px-2 font-semibold text-ink no-underline wrap-anywhere hover:border-ink sm:min-h-8"
              >
                {filter}
                <span aria-hidden="true">×</span>
              </Link>
            </li>
          );
        })}
      </ul>
      <Link href={paths.timeline(incident.ref, writeAsk(unfiltered(ask)))} prefetch={false}>
        {t("filter.clear")}
      </Link>
    </div>
  );
}

/** The order and the moment of a view, without its filters. */
export const unfiltered = ({ order, first, known }: TimelineAsk): TimelineAsk => ({ order, first, known });

function useChipWords(zone: string, choices: Choices | null) {
  const t = useTranslations("timeline");
  const entries = useTranslations("entries");
  const language = useLocale();
  const moment = (at: string | undefined) => (at ? saidMoment(new Date(at), zone, language) : "");
  return (name: FilterName, ask: TimelineAsk): string => {
    const value: Record<FilterName, () => string> = {
      q: () => ask.q ?? "",
      kind: () => (ask.kind ?? []).map((one) => entries(`kind.${one}`)).join(", "),
      person: () => choices?.people.find(({ id }) => id === ask.person)?.name ?? t("chips.someone"),
      organisation: () => choices?.organisations.find(({ id }) => id === ask.organisation)?.name ?? t("chips.someone"),
      system: () => ask.system ?? "",
      technique: () => ask.technique ?? "",
      decision: () => ask.decision ?? "",
      task: () => ask.task ?? "",
      key: () => "",
      file: () => "",
      late: () => "",
      written: () => "",
      happenedFrom: () => moment(ask.happenedFrom),
      happenedTo: () => moment(ask.happenedTo),
      recordedFrom: () => moment(ask.recordedFrom),
      recordedTo: () => moment(ask.recordedTo),
      visibility: () => (ask.visibility ?? []).map((one) => t(`visibility.${one}`)).join(", "),
      tlp: () => (ask.tlp ?? []).join(", "),
      basis: () => (ask.basis ?? []).map((one) => entries(`basis.${one}`)).join(", "),
      state: () => (ask.state ?? []).map((one) => t(`state.${one}`)).join(", "),
      around: () => String(ask.around),
      related: () => String(ask.related),
    };
    return t(`chips.${name}`, { value: visibleText(value[name]()) });
  };
}

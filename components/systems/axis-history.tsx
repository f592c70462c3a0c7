import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Table } from "@/components/ui/table";
import { dayAndTime, duration } from "@/lib/kernel/time";
import type { Span } from "@/lib/systems/views";
import { StateStrip, StripSwatch, type stateLooks } from "./state-strip";

type Look = (typeof stateLooks)["down"];

/** One axis of a system through an incident: what it says in one sentence, the strip, how long each lasted, and the same as a table. */
export function AxisHistory<T extends string>(props: {
  title: string;
  spans: Span<T>[];
  /** When the incident began. */
  began: Date;
  until: Date;
  zone: string;
  looks: Record<T, Look>;
  name: (is: T) => string;
  /** The drawing of it that the board has, beside its pattern. */
  glyph?: (is: T) => ReactNode;
}) {
  const { spans, until, zone, looks, name } = props;
  const t = useTranslations("systems.catalogue.history");
  const language = useLocale();
  const last = spans.at(-1);
  if (!last) return null;
  const when = (at: Date) => dayAndTime(at, zone, language);
  const length = ({ from, until: end }: Span<T>) => (end ?? until).getTime() - from.getTime();
  const ended = last.until !== null;
  const words = { state: name(last.is), time: when(last.from) };
  const says =
    spans.length === 1 && last.from >= props.began
      ? t(ended ? "stood" : "stands", words)
      : t(ended ? "ended" : "sentence", words);
  // Two states with the same word are told together.
  const totals = new Map<string, { is: T; length: number }>();
  for (const span of spans)
    totals.set(name(span.is), { is: span.is, length: (totals.get(name(span.is))?.length ?? 0) + length(span) });
  return (
    <figure className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <figcaption>
        <b>{props.title}.</b> {says}
      </figcaption>
      <StateStrip spans={spans} until={until} looks={looks} says={`${props.title}. ${says}`} />
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {[...totals].map(([state, total]) => (
          <li key={state} className="flex items-center gap-1.5">
            <StripSwatch look={looks[total.is]} />
            {props.glyph?.(total.is)}
            {t("total", { state, length: duration(total.length, language) })}
          </li>
        ))}
      </ul>
      {spans.length > 1 ? (
        <details>
          <summary className="inline-flex min-h-9 items-center text-sm underline underline-offset-4">
            {t("asTable")}
            <span className="sr-only">{props.title}</span>
          </summary>
          <Table caption={props.title} head={[t("from"), t("until"), t("what"), t("how")]}>
            {spans.map((span) => (
              <tr key={span.from.getTime()}>
                <td className="whitespace-nowrap">{when(span.from)}</td>
                <td className="whitespace-nowrap">{span.until ? when(span.until) : t("lasts")}</td>
                <td>{name(span.is)}</td>
                <td className="whitespace-nowrap">{duration(length(span), language)}</td>
              </tr>
            ))}
          </Table>
        </details>
      ) : null}
    </figure>
  );
}

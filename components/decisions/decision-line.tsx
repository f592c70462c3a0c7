import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useName } from "@/components/systems/names";
import { Chip } from "@/components/ui/chip";
import type { DecisionLine as Line } from "@/lib/decisions/views";
import { paths } from "@/lib/entry/paths";
import { clockTime, dayAndTime, dayKey, duration } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import { DecisionMark } from "./decision-mark";

/** Systems that are named on a line; of the rest the number. */
const NAMED = 4;

/** One decision on the board: what it is, where it stands, for whom it waits, and until when. */
export function DecisionLine(props: { line: Line; incident: { ref: string; zone: string }; now: Date }) {
  const { line, incident } = props;
  const t = useTranslations("decisions.board");
  const types = useTranslations("decisions.types");
  const name = useName();
  const say = useMoments(incident.zone, props.now);
  const { systems } = line;
  return (
    <li
      data-row={`${line.number} ${line.version} ${line.state} ${line.given}`}
      className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-1.5 border-b border-line px-3 py-3 last:border-b-0 lg:grid-cols-[minmax(0,1fr)_18rem_17rem]"
    >
      <div className="grid content-start gap-1">
        <p data-words className="text-md font-semibold wrap-anywhere">
          <Link
            href={paths.decision(incident.ref, line.number)}
            prefetch={false}
            className="inline-flex min-h-6 items-baseline gap-2 text-ink"
          >
            <span className="font-mono text-sm font-normal whitespace-nowrap">{line.name}</span>
            <span>{visibleText(line.title)}</span>
          </Link>
        </p>
        <p className="text-sm text-ink-2">
          {types(line.type)}
          {systems.length > 0 ? ": " : null}
          {systems
            .slice(0, NAMED)
            .map((system) => name(system))
            .join(", ")}
          {systems.length > NAMED ? ` ${t("moreSystems", { count: systems.length - NAMED })}` : null}
        </p>
        <p className="text-sm text-ink-2">
          {line.proposedBy && line.proposedAt
            ? t("proposedBy", { ...who(line.proposedBy), time: say(line.proposedAt) })
            : t("writtenBy", who(line.createdBy))}
        </p>
      </div>
      <div className="grid content-start gap-1">
        <DecisionMark decision={line} />
        {line.state === "proposed" || line.unratified ? (
          <p className="text-sm">
            {line.needed === null ? t("notComputed") : t("given", { given: line.given, needed: line.needed })}
          </p>
        ) : null}
      </div>
      <div className="grid content-start justify-items-start gap-1">
        {line.waitsForMe ? <Chip solid>{t("forYou")}</Chip> : null}
        {line.waitsFor === "nobody" ? null : <p className="text-sm font-semibold">{t(`waits.${line.waitsFor}`)}</p>}
        <Due line={line} say={say} now={props.now} />
      </div>
    </li>
  );
}

/** Until when: it lapses, has to be ratified, or to be looked at again. */
function Due({ line, say, now }: { line: Line; say: (at: Date) => string; now: Date }) {
  const t = useTranslations("decisions.board");
  const language = useLocale();
  const clock = (at: Date) => ({
    time: say(at),
    left: t(at > now ? "in" : "ago", { time: duration(at.getTime() - now.getTime(), language) }),
  });
  const due =
    line.unratified && line.ratifyBy
      ? t("ratifyBy", clock(line.ratifyBy))
      : line.lapsesAt
        ? t("lapses", clock(line.lapsesAt))
        : line.reviewAt && line.waitsFor !== "nobody"
          ? t(line.overdue ? "reviewWas" : "review", clock(line.reviewAt))
          : null;
  const late = line.overdue || (line.unratified && line.ratifyBy && line.ratifyBy < now);
  return due ? <p className={late ? "text-sm font-semibold" : "text-sm"}>{due}</p> : null;
}

const who = ({ name, organisation }: { name: string; organisation: string }) => ({
  name: visibleText(name),
  organisation: visibleText(organisation),
});

/** The clock of today, and the day where it is another one. */
function useMoments(zone: string, now: Date) {
  const language = useLocale();
  return (at: Date) => (dayKey(at, zone) === dayKey(now, zone) ? clockTime(at, zone) : dayAndTime(at, zone, language));
}

import Link from "next/link";
import { useTranslations } from "next-intl";
import { paths } from "@/lib/entry/paths";
import { type Counts, type Headline, headlines } from "@/lib/systems/board";
import type { Shown } from "@/lib/systems/derived";
import { StatusGlyph } from "./status-glyph";

const marks: Record<Headline, Shown> = {
  down: "down",
  protective: "shut_down",
  stopped: "stopped_by_dependency",
  limited: "degraded",
  restoring: "restoring",
  planned: "maintenance",
  works: "operational",
  unconfirmed: "not_confirmed",
  ended: "decommissioned",
};
/** Not a state that somebody vouches for: told in a sentence of its own. */
const apart: readonly Headline[] = ["unconfirmed", "ended"];

/** Where all systems stand, in one sentence for a tired person; each number leads to the systems it counts. */
export function BoardSentence(props: { incidentRef: string; counts: Counts }) {
  const told = headlines.filter((headline) => props.counts[headline]);
  return (
    <>
      <Parts {...props} of={told.filter((headline) => !apart.includes(headline))} />{" "}
      <Parts {...props} of={told.filter((headline) => apart.includes(headline))} />
    </>
  );
}

/** How many systems can be what others wait for. */
const causes = (counts: Counts) =>
  (["down", "protective", "restoring", "planned", "ended"] as const).reduce((sum, one) => sum + (counts[one] ?? 0), 0);

function Parts(props: { incidentRef: string; counts: Counts; of: Headline[] }) {
  const t = useTranslations("systems.board.count");
  return props.of.map((headline, index) => (
    <span key={headline} className="inline-block">
      <Link
        href={paths.board(props.incidentRef, { state: headline })}
        prefetch={false}
        className="inline-flex min-h-6 items-baseline gap-1.5 text-ink"
      >
        <span className="self-center">
          <StatusGlyph shown={marks[headline]} />
        </span>
        {t(headline, { count: props.counts[headline] ?? 0, off: causes(props.counts) })}
      </Link>
      {index < props.of.length - 1 ? ",\u00a0" : "."}
    </span>
  ));
}

import { useMessages, useTranslations } from "next-intl";
import { LiveRefresh } from "@/components/shell/live-refresh";
import type { DecisionView } from "@/lib/decisions/views";
import { api } from "@/lib/entry/paths";
import type { Outside } from "@/lib/systems/outside-views";
import type { BoardRow } from "@/lib/systems/views";
import { Answers } from "./answers";
import { Checklist } from "./checklist";
import { Criteria } from "./criteria";
import { DecisionHead } from "./decision-head";
import { DecisionNotices } from "./decision-notices";
import { DecisionPreview, isAsked, isWaiting, PreviewLists } from "./decision-preview";
import { DecisionSteps } from "./decision-steps";
import { DecisionVersions } from "./decision-versions";
import { DecisionWords } from "./decision-words";
import { NextPanel } from "./next-panel";
import { OutsideNow } from "./outside-now";
import type { Reading } from "./reading";
import { ScopeNow } from "./scope-now";
import { Stages } from "./stages";

/** One decision: what stops and what goes on first, then what can be done now, then the words, the work and the proof. */
export function DecisionPage(
  props: Reading & { stop: DecisionView | null; board: BoardRow[]; outside: Outside | null },
) {
  const { stop, board, outside, ...reading } = props;
  const { decision, incident } = reading;
  const { latest } = useMessages().shell.live;
  const t = useTranslations("decisions.page.live");
  const version = decision.asOf.toISOString();
  const waits = isWaiting(decision);
  // Where the work goes on already, as in an emergency, its checklist comes before the long lists.
  const asked = isAsked(decision);
  // A decision is not a list of entries: what came is not counted, only shown.
  const anything = { latest, new: { one: t("some"), other: t("some") }, some: t("some"), show: t("show") };
  return (
    <>
      <LiveRefresh stream={api.stream(incident.ref, version)} version={version} words={anything} />
      <DecisionHead {...reading} />
      <DecisionSteps {...reading} />
      <DecisionNotices {...reading} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,26rem)] lg:grid-rows-[auto_1fr] print:block print:space-y-4">
        {waits ? <DecisionPreview {...reading} /> : null}
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:col-start-2 lg:row-span-2 lg:row-start-1 print:block print:space-y-4">
          <NextPanel {...reading} />
          <Answers {...reading} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:col-start-1 print:block print:space-y-4">
          {asked ? <PreviewLists {...reading} /> : null}
          <Checklist {...reading} />
          <Stages {...reading} />
          {stop ? <Criteria stop={stop} elsewhere={stop.number !== decision.number} {...reading} /> : null}
          <OutsideNow {...reading} />
          <ScopeNow {...reading} board={board} outside={outside} />
          {waits ? null : <DecisionPreview {...reading} />}
          {asked ? null : <PreviewLists {...reading} />}
          <DecisionWords {...reading} />
          <DecisionVersions {...reading} />
        </div>
      </div>
    </>
  );
}

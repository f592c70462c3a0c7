import { useLocale, useMessages, useTranslations } from "next-intl";
import { LiveRefresh } from "@/components/shell/live-refresh";
import { api } from "@/lib/entry/paths";
import type { MapView, WhatIf } from "@/lib/systems/views";
import { listOf } from "@/lib/systems/what-if";
import { EffectLists } from "./effect-lists";
import type { Would } from "./map-words";
import { ReturnOrder } from "./return-order";
import { SystemList } from "./system-list";
import { SystemMap } from "./system-map";
import { WhatIfSentence } from "./what-if-sentence";

/** The answer: its sentence, its lists, and beside them the same as a drawing. Without a question, the map alone. */
export function MapReader(props: {
  incident: { ref: string; zone: string };
  map: MapView;
  preview: WhatIf | null;
  hours: number;
}) {
  const { incident, map, preview } = props;
  const t = useTranslations("systems.map");
  const { shell, systems } = useMessages();
  const asOf = map.asOf.toISOString();
  const off = preview?.off.map(({ code }) => code) ?? [];
  return (
    <>
      <LiveRefresh key={off.join()} stream={api.stream(incident.ref, asOf)} version={asOf} quiet words={shell.live} />
      {preview ? <WhatIfSentence preview={preview} zone={incident.zone} /> : null}
      <div className="grid items-start gap-3 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_minmax(20rem,26rem)] print:block">
        <SystemMap
          incidentRef={incident.ref}
          version={asOf}
          off={off}
          hours={preview ? props.hours : undefined}
          would={preview ? wouldOf(preview) : {}}
          language={useLocale()}
          words={{ ...systems.map.canvas, shown: systems.shown, column: systems.map.column }}
        />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3 print:block">
          {preview ? (
            <>
              <EffectLists preview={preview} />
              <ReturnOrder order={preview.order} />
            </>
          ) : (
            <>
              <h2 className="px-1">{t("systems.title")}</h2>
              <SystemList map={map} />
            </>
          )}
        </div>
      </div>
    </>
  );
}

/** What the map marks: only what changes. */
function wouldOf({ effects }: WhatIf): Record<string, Would> {
  return Object.fromEntries(
    effects.flatMap((effect): [string, Would][] => {
      const list = listOf(effect);
      if (effect.chosen) return [[effect.code, "chosen"]];
      return list === "stops" || list === "limited" || list === "unsure" ? [[effect.code, list]] : [];
    }),
  );
}

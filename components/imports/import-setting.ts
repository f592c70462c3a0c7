import type { IncidentHeader } from "@/lib/incidents/views";
import type { Messages } from "@/lib/kernel/messages";
import { zoneName } from "@/lib/kernel/time";
import { entryKinds } from "@/lib/record/catalog";
import type { ImportSetting } from "./import-words";

/** Words and lists for the islands of an import; the incident's zone and UTC stand first. */
export function importSetting(incident: IncidentHeader, language: "en" | "sq", messages: Messages): ImportSetting {
  const { ref, zone, tlp } = incident;
  const first = [...new Set([zone, "UTC"])];
  const others = Intl.supportedValuesOf("timeZone").filter((one) => !first.includes(one));
  return {
    incident: { ref, zone, tlp },
    language,
    zones: [
      ...first.map((value) => ({ value, label: zoneName(value, language) })),
      ...others.map((value) => ({ value, label: value.replaceAll("_", " ") })),
    ],
    words: messages.imports,
    problems: messages.errors.field,
    kinds: entryKinds.map((value) => ({ value, label: messages.entries.kind[value] })),
    audiences: (["incident", "command"] as const).map((value) => ({ value, label: messages.entries.audience[value] })),
  };
}

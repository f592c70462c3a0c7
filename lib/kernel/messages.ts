import enAccess from "@/messages/en/access.json";
import enComposer from "@/messages/en/composer.json";
import enCorrections from "@/messages/en/corrections.json";
import enEntries from "@/messages/en/entries.json";
import enErrors from "@/messages/en/errors.json";
import enExports from "@/messages/en/exports.json";
import enForeign from "@/messages/en/foreign.json";
import enHelp from "@/messages/en/help.json";
import enImports from "@/messages/en/imports.json";
import enIncidents from "@/messages/en/incidents.json";
import enKeys from "@/messages/en/keys.json";
import enOutbox from "@/messages/en/outbox.json";
import enPeople from "@/messages/en/people.json";
import enPresence from "@/messages/en/presence.json";
import enReader from "@/messages/en/reader.json";
import enRecord from "@/messages/en/record.json";
import enShell from "@/messages/en/shell.json";
import enSystems from "@/messages/en/systems.json";
import enTimeline from "@/messages/en/timeline.json";
import sqAccess from "@/messages/sq/access.json";
import sqComposer from "@/messages/sq/composer.json";
import sqCorrections from "@/messages/sq/corrections.json";
import sqEntries from "@/messages/sq/entries.json";
import sqErrors from "@/messages/sq/errors.json";
import sqExports from "@/messages/sq/exports.json";
import sqForeign from "@/messages/sq/foreign.json";
import sqHelp from "@/messages/sq/help.json";
import sqImports from "@/messages/sq/imports.json";
import sqIncidents from "@/messages/sq/incidents.json";
import sqKeys from "@/messages/sq/keys.json";
import sqOutbox from "@/messages/sq/outbox.json";
import sqPeople from "@/messages/sq/people.json";
import sqPresence from "@/messages/sq/presence.json";
import sqReader from "@/messages/sq/reader.json";
import sqRecord from "@/messages/sq/record.json";
import sqShell from "@/messages/sq/shell.json";
import sqSystems from "@/messages/sq/systems.json";
import sqTimeline from "@/messages/sq/timeline.json";
import type { Language } from "./preferences";

/** Every text of Kulla, one file per part of the house and language. The files are kept equal by tests/rules/messages.test.ts. */
const english = {
  access: enAccess,
  composer: enComposer,
  corrections: enCorrections,
  entries: enEntries,
  errors: enErrors,
  exports: enExports,
  foreign: enForeign,
  help: enHelp,
  imports: enImports,
  incidents: enIncidents,
  outbox: enOutbox,
  keys: enKeys,
  people: enPeople,
  presence: enPresence,
  reader: enReader,
  record: enRecord,
  shell: enShell,
  timeline: enTimeline,
  systems: enSystems,
};

const albanian = {
  access: sqAccess,
  composer: sqComposer,
  corrections: sqCorrections,
  entries: sqEntries,
  errors: sqErrors,
  exports: sqExports,
  foreign: sqForeign,
  help: sqHelp,
  imports: sqImports,
  incidents: sqIncidents,
  outbox: sqOutbox,
  keys: sqKeys,
  people: sqPeople,
  presence: sqPresence,
  reader: sqReader,
  record: sqRecord,
  shell: sqShell,
  timeline: sqTimeline,
  systems: sqSystems,
};

/** English sets the shape: a key that is missing there does not compile. */
export type Messages = typeof english;

/** All texts in one language. */
export const messagesIn = (language: Language): Messages =>
  language === "sq" ? (albanian as unknown as Messages) : english;

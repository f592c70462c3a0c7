import enAccess from "@/messages/en/access.json";
import enEntries from "@/messages/en/entries.json";
import enErrors from "@/messages/en/errors.json";
import enHelp from "@/messages/en/help.json";
import enIncidents from "@/messages/en/incidents.json";
import enPeople from "@/messages/en/people.json";
import enRecord from "@/messages/en/record.json";
import enShell from "@/messages/en/shell.json";
import enSystems from "@/messages/en/systems.json";
import sqAccess from "@/messages/sq/access.json";
import sqEntries from "@/messages/sq/entries.json";
import sqErrors from "@/messages/sq/errors.json";
import sqHelp from "@/messages/sq/help.json";
import sqIncidents from "@/messages/sq/incidents.json";
import sqPeople from "@/messages/sq/people.json";
import sqRecord from "@/messages/sq/record.json";
import sqShell from "@/messages/sq/shell.json";
import sqSystems from "@/messages/sq/systems.json";
import type { Language } from "./preferences";

/** Every text of Kulla, one file per part of the house and language. The files are kept equal by tests/rules/messages.test.ts. */
const english = {
  access: enAccess,
  entries: enEntries,
  errors: enErrors,
  help: enHelp,
  incidents: enIncidents,
  people: enPeople,
  record: enRecord,
  shell: enShell,
  systems: enSystems,
};

const albanian = {
  access: sqAccess,
  entries: sqEntries,
  errors: sqErrors,
  help: sqHelp,
  incidents: sqIncidents,
  people: sqPeople,
  record: sqRecord,
  shell: sqShell,
  systems: sqSystems,
};

/** English sets the shape: a key that is missing there does not compile. */
export type Messages = typeof english;

/** All texts in one language. */
export const messagesIn = (language: Language): Messages =>
  language === "sq" ? (albanian as unknown as Messages) : english;

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Messages } from "../../../lib/kernel/messages";

export type Language = "en" | "sq";

const namespace = <N extends keyof Messages>(language: Language, name: N): Messages[N] =>
  JSON.parse(
    readFileSync(fileURLToPath(new URL(`../../../messages/${language}/${name}.json`, import.meta.url)), "utf8"),
  );

const wordsIn = (language: Language) => ({
  shell: namespace(language, "shell"),
  incidents: namespace(language, "incidents"),
  composer: namespace(language, "composer"),
  decisions: namespace(language, "decisions"),
  entries: namespace(language, "entries"),
  outbox: namespace(language, "outbox"),
  corrections: namespace(language, "corrections"),
  keys: namespace(language, "keys"),
  imports: namespace(language, "imports"),
  exports: namespace(language, "exports"),
  people: namespace(language, "people"),
  presence: namespace(language, "presence"),
  access: namespace(language, "access"),
  foreign: namespace(language, "foreign"),
  reader: namespace(language, "reader"),
  help: namespace(language, "help"),
  timeline: namespace(language, "timeline"),
  errors: namespace(language, "errors"),
  systems: namespace(language, "systems"),
});

/** The words that a reader sees, so that tests find things as people do and change with the words. */
export const words = { en: wordsIn("en"), sq: wordsIn("sq") };

/** "Logged {number}" as a pattern that fits any number. */
export const saying = (text: string) => new RegExp(text.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, ".+"));

import "server-only";
import type { Language } from "@/lib/kernel/preferences";
import { sayIn } from "@/lib/kernel/say";
import { dayAndTime, zoneName } from "@/lib/kernel/time";
import type { Tlp } from "@/lib/record/tlp";
import type { Format, Order } from "./schema";

/** By which a program knows what it reads. */
export const VERSION = "log export v1";

/** What every file says of itself before its first line. It does not say what it leaves out, not even how much. */
export interface Banner {
  format: Format;
  language: Language;
  incident: { ref: string; name: string; zone: string; exercise: boolean };
  tlp: Tlp;
  exportedBy: { name: string; organisation: string };
  recipient: string;
  ceiling: Tlp;
  at: Date;
  whose: string;
  /** The name of the person or the organisation that was chosen. */
  whoseName: string | null;
  order: Order;
  from: string | null;
  until: string | null;
  lines: number;
  /** Of everything after the banner. */
  sha256: string;
}

/** The banner as names and values in the language of the file, on one line each. */
export function bannerLines(banner: Banner): [string, string][] {
  const say = sayIn(banner.language, "exports");
  const { incident, exportedBy } = banner;
  const at = (time: Date) => `${dayAndTime(time, incident.zone, banner.language)} (${time.toISOString()})`;
  const bound = (time: string | null) => (time ? at(new Date(time)) : say("banner.open"));
  return [
    ["Kulla", VERSION],
    [say("banner.incident"), `${incident.ref} ${incident.name}`],
    ...(incident.exercise ? ([[say("banner.exercise"), say("banner.exerciseSentence")]] as [string, string][]) : []),
    ["TLP", banner.tlp],
    [say("banner.by"), `${exportedBy.name}, ${exportedBy.organisation}`],
    [say("banner.recipient"), `${banner.recipient} (${say("banner.upTo", { tlp: banner.ceiling })})`],
    [say("banner.at"), at(banner.at)],
    [say("banner.content"), whoseWords(banner)],
    [say("banner.order"), say(`order.${banner.order}`)],
    [
      say("banner.range"),
      banner.from || banner.until ? `${bound(banner.from)} – ${bound(banner.until)}` : say("banner.whole"),
    ],
    [say("banner.zone"), zoneName(incident.zone, banner.language)],
    [say("banner.lines"), String(banner.lines)],
    ["SHA-256", banner.sha256],
    [say("banner.check"), checks[banner.format]],
  ];
}

/** How anybody computes the hash of what follows the banner. */
const checks: Record<Format, string> = {
  csv: "sed '1,/^$/d' FILE | sha256sum",
  markdown: "sed '1,/^$/d' FILE | sha256sum",
  ndjson: "sed '1d' FILE | sha256sum",
  json: "sed '1d;$d' FILE | sha256sum",
};

/** Whose lines these are, in words. */
export function whoseWords({ whose, whoseName, language }: Pick<Banner, "whose" | "whoseName" | "language">): string {
  const [kind = "", of = ""] = whose.split(":");
  const say = sayIn(language, "exports");
  if (kind === "role") return say("whose.role", { name: sayIn(language, "access")(`role.${of}`) });
  return say(`whose.${kind}`, { name: whoseName ?? "" });
}

/** "EXERCISE-INC-2026-01-log-20261125T0130Z-TLP-AMBER.csv": marked by its name as well, and safe on every system. */
export function fileName({ incident, at, tlp, format }: Pick<Banner, "incident" | "at" | "tlp" | "format">): string {
  const time = at.toISOString().replace(/[-:]/g, "").slice(0, 13);
  const label = tlp.replace(/[:+]/g, "-");
  return `${incident.exercise ? "EXERCISE-" : ""}${incident.ref}-log-${time}Z-${label}.${extensions[format]}`;
}

const extensions: Record<Format, string> = { csv: "csv", json: "json", ndjson: "ndjson", markdown: "md" };

import { header } from "./data.js";
import { say } from "./words.js";

// Times, in the zone of the incident.

function parts(iso, options) {
  let zone = header.incident.zone ?? "UTC";
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
  } catch {
    zone = "UTC";
  }
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", ...options });
  return Object.fromEntries(format.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
}

export const valid = (iso) => !Number.isNaN(Date.parse(iso));

export function clock(iso) {
  if (!valid(iso)) return "?";
  const { hour, minute } = parts(iso, { hour: "2-digit", minute: "2-digit" });
  return `${hour.padStart(2, "0")}:${minute}`;
}

/** Not every browser knows the months in Albanian, so they come with the words. */
const monthIn = (month) => say("months").split(" ")[Number(month) - 1] ?? month;

export function day(iso) {
  if (!valid(iso)) return "?";
  const { day: number, month, year } = parts(iso, { day: "numeric", month: "numeric", year: "numeric" });
  return `${Number(number)} ${monthIn(month)} ${year}`;
}

function monthOf(iso) {
  const { month, year } = parts(iso, { month: "numeric", year: "numeric" });
  return `${monthIn(month)} ${year}`;
}

/** When something happened, as far as it is known, under a heading that names `heading`. */
export function happened({ canon }, heading) {
  const at = canon.occurred ?? canon.recorded;
  const time = (iso) => (day(iso) === heading ? clock(iso) : `${day(iso)}, ${clock(iso)}`);
  if (canon.precision === "unknown") return say("line.unknown");
  if (canon.precision === "month") return say("line.month", { month: monthOf(at) });
  if (canon.precision === "day") return day(at) === heading ? say("line.dayOnly") : say("line.day", { day: day(at) });
  if (canon.precision === "about") return say("line.about", { time: time(at) });
  if (canon.precision === "between") return say("line.between", { from: time(at), until: time(canon.occurredUntil) });
  return time(at);
}

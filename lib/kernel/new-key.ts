import { clockNow } from "./clock";

const hex = (byte: number) => byte.toString(16).padStart(2, "0");

/** A name for a request that nobody else has made: a UUID of version 7, which begins with the time, so that names sort by age. Safe in the browser. */
export function newKey(now: number = clockNow().getTime()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const digits = [...bytes].map(hex).join("");
  const time = now.toString(16).padStart(12, "0");
  const variant = hex(((bytes[8] ?? 0) & 0x3f) | 0x80);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digits.slice(13, 16)}-${variant}${digits.slice(18, 20)}-${digits.slice(20)}`;
}

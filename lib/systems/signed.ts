import "server-only";
import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";

/** The one way to write a value down for signing: names sorted, nothing between. `tools/probe.mjs` writes the same. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!value || typeof value !== "object") return JSON.stringify(value);
  const pairs = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(",")}}`;
}

/** The Ed25519 key behind its text, or null for anything else. */
export function keyOfText(text: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(text, "base64url"), format: "der", type: "spki" });
    return key.asymmetricKeyType === "ed25519" ? key : null;
  } catch {
    return null;
  }
}

/** Whether the holder of this key signed this value. */
export function isSigned(value: unknown, signature: string, publicKey: string): boolean {
  const key = keyOfText(publicKey);
  return key !== null && verify(null, Buffer.from(canonical(value)), key, Buffer.from(signature, "base64url"));
}

/** What two people compare: the same at the probe and on its page. */
export const fingerprintOf = (publicKey: string): string =>
  (
    createHash("sha256").update(Buffer.from(publicKey, "base64url")).digest("hex").slice(0, 32).match(/.{4}/g) ?? []
  ).join(" ");

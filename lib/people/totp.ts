import "server-only";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { keyFor } from "./secret";

const PERIOD = 30;
/** One step before and one after, for clocks that are a little off. */
const WINDOW = 1;

/** Seals a secret with the server's key; it opens only for the same subject. */
export function seal(secret: string, subject: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor("totp"), nonce).setAAD(Buffer.from(subject));
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** What was sealed for this subject, or null when it was not, or by another key. */
export function unseal(sealed: string, subject: string): string | null {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < 28) return null;
  try {
    const open = createDecipheriv("aes-256-gcm", keyFor("totp"), bytes.subarray(0, 12)).setAAD(Buffer.from(subject));
    open.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([open.update(bytes.subarray(28)), open.final()]).toString("utf8");
  } catch {
    return null;
  }
}

const generator = (secret: string, label = "") =>
  new TOTP({ issuer: "Kulla", label, secret: Secret.fromBase32(secret), digits: 6, period: PERIOD, algorithm: "SHA1" });

/** A fresh secret, in base32 as code generators take it. */
export const newTotpSecret = () => new Secret({ size: 20 }).base32;

/** The address that a code generator reads from the square. */
export const totpAddress = (secret: string, email: string) => generator(secret, email).toString();

/** The time step that a typed code stands for, or null when it is wrong at this time. */
export function stepOf(secret: string, typed: string, now: Date): bigint | null {
  const token = typed.replace(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return null;
  const delta = generator(secret).validate({ token, window: WINDOW, timestamp: now.getTime() });
  return delta === null ? null : BigInt(Math.floor(now.getTime() / 1000 / PERIOD) + delta);
}

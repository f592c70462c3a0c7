import "server-only";
import { hkdfSync } from "node:crypto";
import { env } from "@/lib/kernel/env";

/**
 * A key of its own for each purpose, derived from the one secret of this Kulla.
 * @throws Error when the process was not given the secret: a key made of nothing would be known to everyone
 */
export function keyFor(purpose: "totp" | "codes" | "tries"): Buffer {
  const secret = env().NEXTAUTH_SECRET;
  if (!secret) throw new Error("NEXTAUTH_SECRET is not set");
  return Buffer.from(hkdfSync("sha256", secret, "", `kulla ${purpose} v1`, 32));
}

import "server-only";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { Refusal } from "@/lib/kernel/errors";

const PER_SECOND = 400;
const shared = globalThis as unknown as { kullaWrites?: RateLimiterMemory };

/**
 * Keeps one session from flooding the record (security.md case 16). Far above what a person or an importer does.
 * @throws Refusal too-many
 */
export async function limitWrites(token: string): Promise<void> {
  const limiter = (shared.kullaWrites ??= new RateLimiterMemory({ points: PER_SECOND, duration: 1 }));
  try {
    await limiter.consume(token);
  } catch {
    throw new Refusal("too-many", "too-many", { retryAfterSeconds: 1 });
  }
}

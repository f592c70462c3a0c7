import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { hashToken, newToken } from "@/lib/kernel/ids";

const LOADER = "loader";

/**
 * The loader does nothing in its own name that a person of the exercise can do: it speaks as them, one short session each, and works
 * with no more rights than the app has. All inside the loader's one transaction.
 */
export class Voices {
  private readonly tokens = new Map<string, string>();

  constructor(private readonly tx: Tx) {}

  /** The session token of a person; made at the first call, outside of `lawfully`. */
  async of(personId: string): Promise<string> {
    const known = this.tokens.get(personId);
    if (known) return known;
    const token = newToken();
    await this.tx.$executeRaw`SELECT app.speak_as(${personId}::uuid, ${token})`;
    this.tokens.set(personId, token);
    return token;
  }

  /** The loader itself, as a part of the system, for what happened before there was anybody. */
  async ofLoader(): Promise<string> {
    const token = this.tokens.get(LOADER) ?? newToken();
    if (!this.tokens.has(LOADER)) await this.tx.$executeRaw`SELECT app.enrol_system(${LOADER}, ${token})`;
    this.tokens.set(LOADER, token);
    return token;
  }

  /** Runs `work` as the role that the app runs as, so that row-level security holds for the loader too. */
  async lawfully<T>(work: () => Promise<T>): Promise<T> {
    await this.tx.$executeRaw`SET LOCAL ROLE kulla_runtime`;
    const result = await work();
    await this.tx.$executeRaw`RESET ROLE`;
    return result;
  }

  /** Ends every session that was made here. */
  async silence(): Promise<void> {
    const hashes = [...this.tokens.values()].map(hashToken);
    await this.tx.$executeRaw`UPDATE session SET revoked_at = now() WHERE token_hash = ANY (${hashes})`;
  }
}

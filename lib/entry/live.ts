import "server-only";
import pg from "pg";
import { env } from "@/lib/kernel/env";
import { log } from "@/lib/kernel/log";

/** What the database's bell says: a line in an incident, an ended session, or a person whose rights changed. */
export type Bell = { incident: string } | { ended: string } | { recheck: string } | { resumed: true };
type Listener = (bell: Bell) => void;

const RETRY_MS = 500;

class Ear {
  readonly listeners = new Set<Listener>();
  private client: pg.Client | null = null;
  private closed = false;
  ready: Promise<void> = this.listen();

  private async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: env().DATABASE_URL,
      application_name: "kulla-live",
      keepAlive: true,
    });
    client.on("notification", ({ payload }) => this.ring(JSON.parse(payload ?? "{}") as Bell));
    client.on("error", () => {});
    client.once("end", () => this.again());
    try {
      await client.connect();
      await client.query("LISTEN kulla");
      this.client = client;
    } catch (error) {
      log().warn({ err: error }, "live: no database");
      client.removeAllListeners("end");
      await client.end().catch(() => {});
      this.again();
    }
  }

  /** Keeps trying for ever; whoever listens is told to look again, since bells may have been missed. */
  private again(): void {
    if (this.closed) return;
    setTimeout(() => {
      this.ready = this.listen().then(() => {
        if (this.client) this.ring({ resumed: true });
      });
    }, RETRY_MS).unref();
  }

  private ring(bell: Bell): void {
    for (const listener of this.listeners) listener(bell);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.client?.end().catch(() => {});
  }
}

const shared = globalThis as unknown as { kullaEar?: Ear };

/** Hears every bell of the database over the one connection of this process. @returns how to stop listening */
export async function hear(listener: Listener): Promise<() => void> {
  const ear = (shared.kullaEar ??= new Ear());
  ear.listeners.add(listener);
  await ear.ready;
  return () => ear.listeners.delete(listener);
}

/** Ends the connection, at the end of a process or a test. */
export async function closeEar(): Promise<void> {
  await shared.kullaEar?.close();
  delete shared.kullaEar;
}

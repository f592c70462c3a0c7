import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * A port of the loopback address on which nobody listens now. Below those that the system gives to outgoing connections, so that a server
 * which is killed and started again finds its own port free.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer().once("error", () => resolve(false));
      probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
}

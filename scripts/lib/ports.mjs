// TCP ports of this machine.
import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Why a port cannot be listened on ("EADDRINUSE", …), or null when it can. */
export function portTrouble(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => resolve(error.code));
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });
}

/**
 * A port of the loopback address that nobody listens on now. Below those that the system gives to outgoing connections, so that a server
 * which died finds its own port free.
 */
export async function freePort() {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if ((await portTrouble(port, "127.0.0.1")) === null) return port;
  }
}

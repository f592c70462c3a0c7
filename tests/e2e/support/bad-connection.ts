import { connect, createServer, type Socket } from "node:net";

/**
 * How a connection is: fine; cut, so that nobody answers; half open, so that it takes everything and gives nothing; slow, five seconds behind;
 * dripping, one byte a second; or reset as soon as a request has reached the server, so that its answer is lost.
 */
export type Condition = "fine" | "cut" | "half-open" | "slow" | "drip" | "reset-after-request";

export interface BadConnection {
  url: string;
  leadTo: (port: number) => void;
  /** From now on it is so, for what is open too. */
  be: (condition: Condition) => void;
  close: () => void;
}

const SLOW_MS = 5_000;
const DRIP_MS = 1_000;

/** A line between browsers and a server that a test can spoil: nothing but TCP, so that no program on either side knows. */
export async function badConnection(): Promise<BadConnection> {
  let condition: Condition = "fine";
  let target = 0;
  const pairs = new Set<[Socket, Socket]>();
  const server = createServer((browser) => {
    if (condition === "cut") return void browser.destroy();
    const door = connect(target, "127.0.0.1");
    const pair: [Socket, Socket] = [browser, door];
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      browser.destroy();
      door.destroy();
    };
    for (const socket of pair) socket.on("error", end).on("close", end);
    browser.on("data", (bytes) => {
      if (condition === "half-open") return;
      if (condition === "slow") return void setTimeout(() => door.writable && door.write(bytes), SLOW_MS);
      door.write(bytes);
    });
    door.on("data", (bytes) => {
      if (condition === "half-open") return;
      if (condition === "reset-after-request") return void browser.resetAndDestroy();
      if (condition === "drip") return drip(browser, bytes);
      browser.write(bytes);
    });
  });
  await new Promise<void>((open) => server.listen(0, "127.0.0.1", open));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://localhost:${port}`,
    leadTo: (to) => {
      target = to;
    },
    be: (now) => {
      condition = now;
      // A cable that is pulled or put back: what was open before is of no use any more.
      if (now === "cut" || now === "fine") for (const [browser] of pairs) browser.resetAndDestroy();
    },
    close: () => {
      for (const [browser] of pairs) browser.destroy();
      server.close();
    },
  };
}

function drip(to: Socket, bytes: Buffer): void {
  let at = 0;
  const timer = setInterval(() => {
    if (!to.writable || at >= bytes.length) return clearInterval(timer);
    to.write(bytes.subarray(at, ++at));
  }, DRIP_MS);
  to.once("close", () => clearInterval(timer));
}

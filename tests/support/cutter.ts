import { connect, createServer, type Socket } from "node:net";

interface Pair {
  near: Socket;
  far: Socket;
}

/** A proxy before a port of this machine that strikes all open connections when it is told to. */
export interface Cutter {
  port: number;
  /** Ends every connection at once, as a broken network does. */
  reset: () => void;
  /** Lets nothing through for a while. */
  delay: (ms: number) => void;
  close: () => void;
}

export async function cutter(port: number): Promise<Cutter> {
  const pairs = new Set<Pair>();
  const server = createServer((near) => {
    const pair = { near, far: connect(port, "127.0.0.1") };
    pairs.add(pair);
    const over = () => {
      pairs.delete(pair);
      pair.near.destroy();
      pair.far.destroy();
    };
    for (const end of [pair.near, pair.far]) end.on("error", over).on("close", over);
    flow(pair);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const reset = () => {
    for (const { near, far } of pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
  };
  return {
    port: typeof address === "object" && address ? address.port : 0,
    reset,
    delay(ms) {
      for (const pair of pairs) {
        pair.near.unpipe(pair.far).pause();
        pair.far.unpipe(pair.near).pause();
        setTimeout(() => flow(pair), ms);
      }
    },
    close() {
      reset();
      server.close();
    },
  };
}

/** However often it was held, each side flows once. */
function flow({ near, far }: Pair): void {
  near.unpipe(far).pipe(far);
  far.unpipe(near).pipe(near);
}

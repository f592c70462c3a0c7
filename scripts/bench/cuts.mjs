// A connection as one has it at 3 a.m.: a small proxy that cuts, falls silent, or dawdles when it is told to.
import { connect, createServer } from "node:net";

/** Stands before `port`; `cut(kind)` strikes one of the open connections: "reset", "silent" (both ends believe it is open) or "slow" (late by `late` ms). */
export async function cutter(port, { late = 5000 } = {}) {
  const pairs = new Set();
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    const pair = { near, far };
    pairs.add(pair);
    const over = () => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const end of [near, far]) end.on("error", over).on("close", over);
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const strike = {
    reset: ({ near, far }) => {
      near.resetAndDestroy();
      far.resetAndDestroy();
    },
    silent: (pair) => {
      pairs.delete(pair);
      hold(pair);
    },
    slow: (pair) => {
      hold(pair);
      setTimeout(() => {
        // However often it was held, each side flows once.
        hold(pair);
        pair.near.pipe(pair.far);
        pair.far.pipe(pair.near);
      }, late);
    },
  };
  return {
    port: server.address().port,
    open: () => pairs.size,
    cut(kind) {
      const all = [...pairs];
      const pair = all[Math.floor(Math.random() * all.length)];
      if (pair) strike[kind](pair);
      return Boolean(pair);
    },
    close() {
      server.close();
      for (const { near, far } of pairs) {
        near.destroy();
        far.destroy();
      }
    },
  };
}

function hold({ near, far }) {
  near.unpipe(far);
  far.unpipe(near);
  near.pause();
  far.pause();
}

// Many open streams in one lean process: raw sockets, one look at the bytes of each tick, nothing kept but its moment.
import { connect } from "node:net";

const OPEN_AT_ONCE = 25;
const TICK = Buffer.from("event: changed");
const streams = [];
let ticks = [];

process.on("message", async ({ open, take }) => {
  if (open) {
    await openAll(open);
    process.send({ open: streams.length });
  }
  if (take) {
    process.send({ ticks });
    ticks = [];
  }
});

/** The moment on a clock that all processes of this machine share. */
const now = () => performance.timeOrigin + performance.now();

async function openAll({ port, host, path, tokens }) {
  const left = [...tokens];
  const next = async () => {
    for (let token = left.pop(); token; token = left.pop()) await openOne({ port, host, path, token });
  };
  await Promise.all(Array.from({ length: OPEN_AT_ONCE }, next));
}

/** Resolves when the server's first words are there. */
function openOne({ port, host, path, token }) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let opened = false;
    socket.on("data", (data) => {
      if (!opened && data.includes("HTTP/1.1 200")) {
        opened = true;
        streams.push(socket);
        resolve();
      } else if (!opened) reject(new Error(data.toString().slice(0, 200)));
      if (data.includes(TICK)) ticks.push(now());
    });
    socket.on("error", reject);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  });
}

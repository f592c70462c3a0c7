import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Context } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSink } from "@/lib/entry/sink";
import { calls, listening } from "../../support/api";
import { as } from "../../support/as";
import { type Cast, gather, type Name } from "../../support/cast";
import { type Cutter, cutter } from "../../support/cutter";
import { port } from "../../support/database";
import * as make from "../../support/make";
import { follow, quiet, type Stream } from "../../support/stream";

/** G24 in small; `npm run bench -- streams` strikes two hundred readers of fifty thousand entries a thousand times. */
const ENTRIES = 120;
const CUT_EVERY = 8;
const LATE_MS = 300;
const RETRY_MS = 50;
let cast: Cast;
let proxy: Cutter;
beforeAll(async () => {
  cast = await gather();
  await listening();
  proxy = await cutter(port);
});
afterAll(() => proxy.close());

interface Page {
  rows: { number: number | null }[];
  next: string | null;
  asOf: string;
}

/** A reader by the rule of our page: at a tick, and whenever a stream was interrupted, the pages one misses are read. */
function reader(token: string, ref: string) {
  const shown: number[] = [];
  let since = "";
  let going = true;
  let stream: Stream | undefined;
  let reading = Promise.resolve();
  const pages = async () => {
    let before = "";
    do {
      const { body } = await calls(token).get(`/incidents/${ref}/entries${before && `?before=${before}`}`);
      const page = body as unknown as Page;
      if (!before) since = page.asOf;
      const fresh = page.rows.flatMap(({ number }) => (number && !shown.includes(number) ? [number] : []));
      shown.push(...fresh);
      before = fresh.length > 0 ? (page.next ?? "") : "";
    } while (before);
  };
  const read = () => {
    reading = reading.then(pages);
    return reading;
  };
  const run = async () => {
    while (going) {
      await read();
      stream = await follow(token, ref, since, { through: proxy.port, onTick: read }).catch(() => undefined);
      if (!going) stream?.close();
      await stream?.ended;
      await quiet(RETRY_MS);
    }
  };
  const done = run();
  return {
    shown,
    async stop() {
      going = false;
      stream?.close();
      await done;
      await reading;
    },
  };
}

test("readers whose connections are cut and delayed end with every entry, once", { timeout: 120_000 }, async () => {
  const incident = await make.openIncident(cast);
  const names: Name[] = ["besa", "dritan", "ilir", "mira", "agron"];
  const readers = await Promise.all(names.map(async (name) => reader(await as(cast[name]), incident.ref)));
  for (let n = 1; n <= ENTRIES; n += 1) {
    await make.addEntry(cast.besa, incident, `Entry ${n}`);
    if (n % CUT_EVERY === 0) proxy.reset();
    if (n % CUT_EVERY === CUT_EVERY / 2) proxy.delay(LATE_MS);
  }
  const all = Array.from({ length: ENTRIES }, (_, index) => index + 1);
  await expect
    .poll(() => readers.map(({ shown }) => shown.length), { timeout: 15_000 })
    .toEqual(readers.map(() => ENTRIES));
  for (const { shown } of readers) expect(shown.toSorted((a, b) => a - b)).toEqual(all);
  await Promise.all(readers.map(({ stop }) => stop()));
});

test("a reader who takes nothing is let go, so that nothing piles up for them", { timeout: 60_000 }, async () => {
  let unread = 0;
  const letGo = new Promise<void>((gone) => {
    const server = createServer((_request, outgoing) => {
      const { sink } = openSink({ env: { outgoing } } as unknown as Context, () => {
        clearInterval(ticks);
        server.close();
        gone();
      });
      const ticks = setInterval(() => {
        for (let n = 0; n < 1000 && !outgoing.destroyed; n += 1) sink.write(`event: changed\nid: ${n}\ndata: {}\n\n`);
        unread = Math.max(unread, outgoing.writableLength);
      });
    }).listen(0, "127.0.0.1", () => {
      const reader = connect((server.address() as AddressInfo).port, "127.0.0.1");
      reader.on("error", () => {});
      reader.pause();
      reader.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    });
  });
  await letGo;
  expect(unread).toBeLessThan(8192);
});

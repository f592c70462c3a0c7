// P6: what stops, over a thousand systems and five thousand needs; a pure function, measured where it runs.
import { build } from "esbuild";
import { inRoot } from "../lib/paths.mjs";
import { atMost, percentile } from "./figures.mjs";

const SYSTEMS = 1000;
const NEEDS = 5000;
const RUNS = 60;

/** A map in layers as a government has it: a few networks below, many services above; the same at every run. */
export function map() {
  let seed = 20220715;
  const luck = (n) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n;
  };
  const ids = Array.from({ length: SYSTEMS }, (_, n) => `SYS-${String(n).padStart(4, "0")}`);
  const needs = new Map();
  while (needs.size < NEEDS) {
    const from = 1 + luck(SYSTEMS - 1);
    const to = luck(Math.min(from, 1 + luck(from)));
    const kind = ["needs", "needs", "needs", "limits", "any"][luck(5)];
    needs.set(`${from} ${to}`, {
      from: ids[from],
      to: ids[to],
      kind,
      group: kind === "any" ? "g" : null,
      confirmed: luck(10) > 0,
    });
  }
  return { systems: ids.map((id) => ({ id, state: "operational" })), needs: [...needs.values()], off: ids[0] };
}

/** Loads a module of the product as it is, without its server. */
async function moduleOf(file) {
  const { outputFiles } = await build({
    entryPoints: [inRoot(file)],
    bundle: true,
    format: "esm",
    write: false,
    platform: "node",
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

export async function p6() {
  const { blast } = await moduleOf("lib/systems/blast.ts");
  const { systems, needs, off } = map();
  const change = new Map([[off, "shut_down"]]);
  const taken = [];
  for (let run = 0; run < RUNS; run += 1) {
    const begun = performance.now();
    const effects = blast(systems, needs, change);
    taken.push(performance.now() - begun);
    if (effects.filter(({ verdict }) => verdict === "stops").length < 2) throw new Error("P6: nothing stopped");
  }
  const said = `blast radius, ${SYSTEMS.toLocaleString("en")} systems, ${NEEDS.toLocaleString("en")} needs: p95 of ${RUNS}`;
  return [{ id: "P6", said, ...atMost(percentile(taken, 0.95), 20, "ms") }];
}

// npm run bench: the figures of the design, measured here and now. npm run bench -- p1 p3 measures some of them.
import { requireNode } from "./lib/node-version.mjs";

requireNode();
import("./bench/run.mjs").then(({ bench }) => bench(process.argv.slice(2)));

// npm test: everything that is tested. npm test -- rules|domain|matrix|e2e [pattern] runs a part of it.
import { requireNode } from "./lib/node-version.mjs";

requireNode();
import("./lib/tests.mjs").then(({ test }) => test(process.argv.slice(2)));

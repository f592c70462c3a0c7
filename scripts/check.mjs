// npm run check: format, types, laws, unused code, rules, documents, lock file.
import { requireNode } from "./lib/node-version.mjs";

requireNode();
import("./lib/checks.mjs").then(({ check }) => check());

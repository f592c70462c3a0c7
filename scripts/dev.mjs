// npm run dev: the same as npm start, with the pages built anew at each change.
import { requireNode } from "./lib/node-version.mjs";

requireNode();
import("./lib/launch.mjs").then(({ launch }) => launch("development"));

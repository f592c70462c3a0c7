// npm start: everything from a clean clone to a running Kulla.
import { requireNode } from "./lib/node-version.mjs";

requireNode();
import("./lib/launch.mjs").then(({ launch }) => launch("production"));

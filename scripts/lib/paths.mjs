// Where things lie.
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the checkout. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** The folder that holds everything Kulla keeps on this machine: database, secrets, logs. */
export const dataFolder = path.resolve(root, process.env.KULLA_DATA || ".kulla");

/** A path inside the checkout. */
export const inRoot = (...parts) => path.join(root, ...parts);

// Is the lock file whole? npm drops from it what the registry lacks for other platforms, and then `npm ci` refuses it.
import { readFileSync } from "node:fs";
import { inRoot } from "./paths.mjs";

/** The optional dependencies that the lock file names and does not hold, as "package: dependency". */
export function missingFromLock() {
  const { packages } = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8"));
  return Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !resolves(packages, place, name))
      .map((name) => `${place || "package.json"}: ${name}`),
  );
}

/** Node looks beside the package, then one folder further out, and so on. */
function resolves(packages, place, name) {
  for (let from = place; ; from = from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/")))) {
    if (packages[`${from && `${from}/`}node_modules/${name}`]) return true;
    if (from === "") return false;
  }
}

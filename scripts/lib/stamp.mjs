// Making things only when what they are made from has changed.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { alone } from "./alone.mjs";

/** Makes what lies in `folder`, unless it was made from sources with the same fingerprint. */
export async function whenChanged(folder, fingerprint, make) {
  const stamp = path.join(folder, ".stamp");
  const isFresh = () => existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint;
  if (isFresh()) return;
  await alone(path.basename(folder).replace(/^\./, ""), async () => {
    // Another program may have made it while this one waited.
    if (isFresh()) return;
    rmSync(stamp, { force: true });
    await make();
    mkdirSync(folder, { recursive: true });
    writeFileSync(stamp, fingerprint);
  });
}

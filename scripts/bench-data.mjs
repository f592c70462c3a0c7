// npm run bench:data -- 100000 [REF]: fills a new incident of this machine's Kulla with so many entries, in both languages, through the ledger.
import { ensureInstalled } from "./lib/deps.mjs";
import { requireNode } from "./lib/node-version.mjs";
import { dataFolder } from "./lib/paths.mjs";
import { main, Sentence, step } from "./lib/say.mjs";
import { loadSecrets } from "./lib/secrets.mjs";
import { readSettings } from "./lib/settings.mjs";
import { INTERRUPTED, onStop, stopEverything, stopOnSignals } from "./lib/stop.mjs";

const MOST = 1_000_000;

requireNode();
main(async () => {
  const [asked = "", ref = `DATA-${asked}`] = process.argv.slice(2);
  const count = Number(asked);
  if (!Number.isInteger(count) || count < 1 || count > MOST)
    throw new Sentence("How many entries? For example: npm run bench:data -- 100000");
  if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/.test(ref))
    throw new Sentence("A reference has letters, digits and hyphens, for example DATA-100000.");
  stopOnSignals(INTERRUPTED);
  await ensureInstalled();
  const { ownersWay } = await import("./lib/owner.mjs");
  const { gather, onDuty } = await import("./bench/cast.mjs");
  const { fill } = await import("./bench/data.mjs");
  const { default: pg } = await import("pg");
  const urls = await ownersWay(readSettings(), loadSecrets(dataFolder));
  const owner = new pg.Pool({ connectionString: urls.owner, max: 2 });
  owner.on("error", () => {});
  onStop(() => owner.end());
  const taken = await owner.query("SELECT 1 FROM incident WHERE ref = $1", [ref]);
  if (taken.rowCount > 0)
    throw new Sentence(`There is an incident ${ref} already. Name another one behind the number.`);
  const people = await onDuty(owner);
  const cast = people.length > 0 ? people : await gather(owner);
  await step(`Writing ${count.toLocaleString("en")} entries into ${ref}`, () => fill({ owner, cast }, ref, count));
  console.log(`Everyone with a standing duty finds it at /incidents/${ref}`);
  await stopEverything();
  process.exit(0);
});

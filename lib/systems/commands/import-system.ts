import "server-only";
import { may } from "@/lib/access/may";
import { defineCommand } from "@/lib/entry/command";
import { conflict, invalid } from "@/lib/kernel/errors";
import { sha256Hex } from "@/lib/kernel/ids";
import type { StagedSystem } from "../csv-plan";
import { ImportSystems } from "../csv-schema";
import { stagedSystems } from "../csv-stage";
import { writeRows } from "../csv-write";
import { lockMap } from "../load";

/**
 * Those who keep the catalogue add and change many systems by a table, all of its rows or none, in the version of the catalogue that they saw;
 * staff only what their own organisation owns or runs. Each system has its line in the record, and so has the file.
 */
export const importSystems = defineCommand({
  name: "system.import",
  input: ImportSystems,
  load: async () => ({}),
  allow: (actor) => may(actor, "system.import"),
  seconds: 60,
  async run({ tx, actor, input: { seen, ...file }, now }) {
    await lockMap(tx);
    const { rows, circle, kept } = await stagedSystems(tx, actor, file);
    if (seen !== kept.version) throw conflict("catalogue-moved");
    refuseBad(rows, circle);
    const count = (verdict: StagedSystem["verdict"]) => rows.filter((row) => row.verdict === verdict).length;
    const figures = { added: count("new"), changed: count("changed") };
    if (figures.added + figures.changed === 0) throw conflict("nothing-changed");
    const sha256 = sha256Hex(file.content);
    const lines = await writeRows({ tx, actor, now, kept }, rows);
    return {
      result: { ...figures, unchanged: count("unchanged"), sha256 },
      entries: [
        { type: "catalogue.imported", subjectType: "system", data: { file: file.name, sha256, ...figures } },
        ...lines,
      ],
    };
  },
});

/** @throws Refusal invalid, with every row in which something is wrong, or conflict with the circle written out; then nothing is stored */
function refuseBad(rows: readonly StagedSystem[], circle: readonly string[] | null): void {
  const problems = rows.flatMap(({ row, faults }) =>
    faults.map(({ field, because }): [string, string] => [field ? `rows.${row}.${field}` : `rows.${row}`, because]),
  );
  if (circle && problems.every(([, because]) => because === "circle-row"))
    throw conflict("circle-written", { circle: circle.join(" → ") });
  if (problems.length > 0) throw invalid(Object.fromEntries(problems));
}

import "server-only";
import type { Context } from "hono";
import { asActor } from "@/lib/access/as-actor";
import { runCommand } from "@/lib/entry/command";
import { fieldsOf } from "@/lib/entry/fields";
import { json, tokenOf } from "@/lib/entry/http";
import { limitWrites } from "@/lib/entry/limit";
import { commandLine, type Line } from "@/lib/entry/line";
import { BODY_MAX } from "@/lib/imports/schema";
import { invalid } from "@/lib/kernel/errors";
import { exportSystems } from "./commands/export-system";
import { importSystems } from "./commands/import-system";
import { checkSystems } from "./csv-queries";
import { CheckSystems } from "./csv-schema";

/** A question whose words are a whole file, so it is posted; nothing is stored. */
async function check(context: Context, input: Record<string, unknown>): Promise<Response> {
  const token = await tokenOf(context);
  await limitWrites(token);
  const actor = await asActor(token, async (_tx, who) => who);
  const parsed = CheckSystems.safeParse(input);
  if (!parsed.success) throw invalid(fieldsOf(parsed.error));
  return json(await checkSystems(actor, parsed.data), 200);
}

/** Answers the file itself; it is recorded that it left. */
async function download(context: Context, raw: Record<string, unknown>): Promise<Response> {
  const token = await tokenOf(context);
  await limitWrites(token);
  const { content, day, sha256, systems } = (await runCommand(exportSystems, { token, raw })).result;
  return new Response(content, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="kulla-systems-${day}.csv"`,
      "cache-control": "no-store, no-transform",
      "x-content-type-options": "nosniff",
      "x-kulla-sha256": sha256,
      "x-kulla-lines": String(systems),
    },
  });
}

/** The catalogue as a table, out and in. */
export const systemTableLines: Line[] = [
  {
    method: "GET",
    path: "/systems.csv",
    does: "handle",
    verb: "system.export",
    open: false,
    handle: download,
    says: "The systems in use as a table that an import reads back equal; with the plans for those who read plans. The record keeps its SHA-256.",
  },
  {
    method: "POST",
    path: "/systems/import/check",
    does: "handle",
    open: false,
    input: CheckSystems,
    handle: check,
    says: "Reads a table of systems as an import would and stores nothing: which rows are new, changed with which facts, unchanged, or wrong.",
    bodyMax: BODY_MAX,
  },
  commandLine("POST", "/systems/import", importSystems, {
    says: "Adds and changes systems by a table, all of its rows or none. `content` is the text of the file, `seen` the version that the check named.",
    bodyMax: BODY_MAX,
  }),
];

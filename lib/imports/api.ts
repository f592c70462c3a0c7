import "server-only";
import type { Context } from "hono";
import { asActor } from "@/lib/access/as-actor";
import { fieldsOf } from "@/lib/entry/fields";
import { json, tokenOf } from "@/lib/entry/http";
import { limitWrites } from "@/lib/entry/limit";
import { commandLine, type Line, queryLine } from "@/lib/entry/line";
import { invalid } from "@/lib/kernel/errors";
import { addImport } from "./commands/add-import";
import { issueSheets } from "./commands/issue-sheet";
import { undoImport } from "./commands/undo-import";
import { checkImport, importQuery, importsQuery, sheetsQuery } from "./queries";
import { BODY_MAX, CheckImport } from "./schema";

/** A question whose words are a whole file, so it is posted; nothing is stored. */
async function check(context: Context, input: Record<string, unknown>): Promise<Response> {
  const token = await tokenOf(context);
  await limitWrites(token);
  const actor = await asActor(token, async (_tx, who) => who);
  const parsed = CheckImport.safeParse(input);
  if (!parsed.success) throw invalid(fieldsOf(parsed.error));
  return json(await checkImport(actor, parsed.data), 200);
}

/** Entries from files and paper, and the sheets that paper is written on. */
export const importLines: Line[] = [
  queryLine("/incidents/{ref}/imports", importsQuery, { says: "Imports of an incident, newest first." }),
  commandLine("POST", "/incidents/{ref}/imports", addImport, {
    says: "Adds the ticked rows of a file as entries, all of them or none. `content` is the text of the file; the server reads it again.",
    status: 201,
    bodyMax: BODY_MAX,
  }),
  {
    method: "POST",
    path: "/incidents/{ref}/imports/check",
    does: "handle",
    open: false,
    input: CheckImport,
    handle: check,
    says: "Reads a file as an import would and adds nothing: its rows, what is wrong with them, and which stand in the log already.",
    bodyMax: BODY_MAX,
  },
  queryLine("/incidents/{ref}/imports/{id}", importQuery, { says: "One import and its entries." }),
  commandLine("POST", "/incidents/{ref}/imports/{id}/withdrawal", undoImport, {
    says: "Takes back an import, with one sentence why: its entries are withdrawn, and every line stays.",
    status: 201,
  }),
  queryLine("/incidents/{ref}/sheets", sheetsQuery, { says: "Numbers of blank log sheets that were handed out." }),
  commandLine("POST", "/incidents/{ref}/sheets", issueSheets, {
    says: "Takes the next numbers for up to 50 blank log sheets.",
    status: 201,
  }),
];

import "server-only";
import type { Context } from "hono";
import { asActor } from "@/lib/access/as-actor";
import { tokenOf } from "@/lib/entry/http";
import { type Line, queryLine } from "@/lib/entry/line";
import { asAttachment } from "@/lib/files/attachment";
import { notFound } from "@/lib/kernel/errors";
import { visibleText } from "@/lib/kernel/visible-text";
import { foreignLogQuery, foreignLogsQuery, getForeignFile } from "./queries";
import { ByForeignFile } from "./schema";

async function download(context: Context, { id, sha256 }: Record<string, unknown>): Promise<Response> {
  const token = await tokenOf(context);
  const asked = ByForeignFile.safeParse({ id, sha256 });
  const actor = await asActor(token, async (_tx, who) => who);
  const file = asked.success ? await getForeignFile(actor, asked.data) : null;
  if (!file) throw notFound();
  return asAttachment({ ...file, name: plainName(file.name) });
}

/** A stranger chose the name: it must not lead to a folder, nor look like another one. */
const plainName = (name: string) =>
  visibleText(name)
    .replace(/[/\\\p{Cc}]/gu, "_")
    .trim() || "file";

/** Records that were made in another Kulla: read only. They come in at the console. */
export const foreignLines: Line[] = [
  queryLine("/foreign-logs", foreignLogsQuery, { says: "Records made elsewhere that exist for you." }),
  queryLine("/foreign-logs/{id}", foreignLogQuery, {
    says: "One record made elsewhere, newest first, in pages of 50. `before` is the `next` of the page before.",
  }),
  {
    method: "GET",
    path: "/foreign-logs/{id}/files/{sha256}",
    does: "handle",
    open: false,
    input: ByForeignFile,
    handle: download,
    says: "A file that a line of that record names, as an attachment.",
  },
];

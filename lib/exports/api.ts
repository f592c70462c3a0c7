import "server-only";
import type { Context } from "hono";
import { asActor } from "@/lib/access/as-actor";
import { runCommand } from "@/lib/entry/command";
import { keyOf, refuseForeign, tokenOf } from "@/lib/entry/http";
import { limitWrites } from "@/lib/entry/limit";
import { type Line, queryLine } from "@/lib/entry/line";
import { notFound } from "@/lib/kernel/errors";
import { type Banner, fileName } from "./banner";
import { makeExport } from "./commands/make-export";
import { bodyOf, fileOf } from "./compose";
import { loadExported } from "./load";
import { exportsQuery } from "./queries";
import { type Format, MakeExport } from "./schema";

/** Answers the file itself. Sent again with the same key it is the same file: nothing is recorded twice. */
async function make(context: Context, raw: Record<string, unknown>): Promise<Response> {
  const { headers, signal } = context.req.raw;
  // A handle may take plain forms; this one does not (DESIGN §8, Forms).
  refuseForeign(headers);
  const token = await tokenOf(context);
  await limitWrites(token);
  const { result } = await runCommand(makeExport, { token, raw, key: keyOf(headers) });
  const { receipt, upTo, outside, ...facts } = result;
  const { ref, whose, order, from, until, to, ceiling } = MakeExport.parse(raw);
  const { by, incident } = await asActor(token, async (tx, actor) => ({
    by: { name: actor.name, organisation: actor.organisationName },
    incident: await loadExported(tx, ref),
  }));
  if (!incident) throw notFound();
  const { format, language, recipient, whoseName, lines, sha256, tlp } = facts;
  // In this order each time: a file that is sent again is the same, sign by sign.
  const banner: Banner = {
    format,
    language,
    incident: { ref, name: incident.name, zone: incident.zone, exercise: incident.exercise },
    tlp,
    exportedBy: by,
    recipient,
    ceiling: facts.ceiling,
    at: new Date(receipt.recordedAt),
    ...{ whose, whoseName, order, from: from ?? null, until: until ?? null },
    lines,
    sha256,
  };
  const plan = { whose, order, from, until, to, ceiling, incident, outside, upTo: BigInt(upTo) };
  const pieces = fileOf((work) => asActor(token, work), { plan, format, language }, banner);
  signal.addEventListener("abort", () => void pieces.return(undefined));
  return new Response(bodyOf(pieces), { headers: headersOf(banner, receipt.id) });
}

const headersOf = (banner: Banner, receipt: string) => ({
  "content-type": types[banner.format],
  "content-disposition": `attachment; filename="${fileName(banner)}"`,
  "cache-control": "no-store, no-transform",
  "x-content-type-options": "nosniff",
  "x-kulla-sha256": banner.sha256,
  "x-kulla-lines": String(banner.lines),
  "x-kulla-tlp": banner.tlp,
  "x-kulla-receipt": receipt,
});

const types: Record<Format, string> = {
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
  ndjson: "application/x-ndjson; charset=utf-8",
  markdown: "text/markdown; charset=utf-8",
};

/** Copies of the log that leave the house. */
export const exportLines: Line[] = [
  queryLine("/incidents/{ref}/exports", exportsQuery, {
    says: "The exports that were made of this log, newest first, as far as you may know of them.",
  }),
  {
    method: "POST",
    path: "/incidents/{ref}/exports",
    does: "handle",
    verb: "export.make",
    open: false,
    input: MakeExport,
    handle: make,
    says: "Makes a file of the log that you see, up to the label that its recipient may have, and answers it. The record keeps for whom, and its SHA-256.",
  },
];

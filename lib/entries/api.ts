import "server-only";
import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import { z } from "zod";
import { asActor } from "@/lib/access/as-actor";
import { fieldsOf } from "@/lib/entry/fields";
import { answerJson, json, keyOf, tokenOf } from "@/lib/entry/http";
import { limitWrites } from "@/lib/entry/limit";
import { commandLine, type Line, queryLine } from "@/lib/entry/line";
import { openStream } from "@/lib/entry/stream";
import { invalid, notFound } from "@/lib/kernel/errors";
import { addEntry } from "./commands/add-entry";
import { correctEntry } from "./commands/correct-entry";
import { withdrawEntry } from "./commands/withdraw-entry";
import { offersQuery } from "./offers";
import { entryQuery, searchQuery, timelineQuery } from "./queries";
import { keepReading } from "./reading-queries";
import { AddEntry, KeepReading } from "./schema";
import { streamStart } from "./stream-start";

/** JSON answers 201 with the receipt (200 when it was sent before); a plain form comes back to the page, at the new entry. */
async function add(
  context: Context,
  { idempotencyKey, back: _back, ...raw }: Record<string, unknown>,
): Promise<Response> {
  const token = await tokenOf(context);
  await limitWrites(token);
  const form = context.req.header("content-type")?.startsWith("application/x-www-form-urlencoded");
  const key = form
    ? (z.uuid().safeParse(idempotencyKey).data ?? randomUUID())
    : (keyOf(context.req.raw.headers) ?? randomUUID());
  if (!form && idempotencyKey !== undefined) throw invalid({ idempotencyKey: "unknown-key" });
  const { result, again } = await addEntry({ token, raw, key });
  if (form) return context.redirect(`/incidents/${String(raw["ref"])}#entry-${result.logNumber}`, 303);
  return answerJson(context, result, again ? 200 : 201);
}

async function stream(context: Context, { ref, since }: Record<string, unknown>): Promise<Response> {
  const at = z.iso.datetime().safeParse(since).data;
  const found = await streamStart(await tokenOf(context), String(ref), at ? new Date(at) : null);
  if (!found) throw notFound();
  return openStream(context, found);
}

/** Reading is nobody else's business, so that it was read to here is kept for the reader alone and in no record. */
async function keep(context: Context, input: Record<string, unknown>): Promise<Response> {
  const token = await tokenOf(context);
  await limitWrites(token);
  const parsed = KeepReading.safeParse(input);
  if (!parsed.success) throw invalid(fieldsOf(parsed.error));
  const actor = await asActor(token, async (_tx, who) => who);
  return json(await keepReading(actor, parsed.data.ref, parsed.data.until), 200);
}

/** The log of an incident: entries by their number, and the live stream. */
export const entryLines: Line[] = [
  queryLine("/incidents/{ref}/entries", timelineQuery, {
    says: "The timeline in pages of `size` (50), newest first; `before` is the `next` of the page before. Whoever follows a log asks for `order=recorded&first=oldest` and sends the `id` of the last line as `before`: what is new stands behind it. Filters, order and `known` (as known at a moment) are those of the page's address; lists are separated by commas.",
  }),
  queryLine("/search", searchQuery, {
    says: 'What is found in every incident that exists for you: words, "quoted phrases" and -words, without regard to case and accents.',
  }),
  {
    method: "PUT",
    path: "/incidents/{ref}/reading",
    does: "handle",
    open: false,
    input: KeepReading,
    handle: keep,
    says: "Keeps for yourself how far you have read: the time at which the newest line that you saw was recorded.",
  },
  {
    method: "POST",
    path: "/incidents/{ref}/entries",
    does: "handle",
    verb: "entry.add",
    open: false,
    input: AddEntry,
    handle: add,
    says: "Writes in the log. Only the text is required. Answers the receipt.",
  },
  {
    method: "GET",
    path: "/incidents/{ref}/stream",
    does: "handle",
    open: false,
    handle: stream,
    says: "Server-sent events that say only that something changed, with this stream's own counter.",
  },
  queryLine("/incidents/{ref}/offers", offersQuery, {
    says: "Names of systems and attack techniques that are in use here, for whoever writes an entry.",
  }),
  queryLine("/incidents/{ref}/entries/{number}", entryQuery, {
    says: "One entry whole, with its corrections and its place in the record.",
  }),
  commandLine("POST", "/incidents/{ref}/entries/{number}/corrections", correctEntry, {
    says: "Corrects an entry by a new one that says why.",
    status: 201,
  }),
  commandLine("POST", "/incidents/{ref}/entries/{number}/withdrawal", withdrawEntry, {
    says: "Withdraws your own entry within a minute; its line stays.",
    status: 201,
  }),
];

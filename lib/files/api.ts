import "server-only";
import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import { z } from "zod";
import { asActor } from "@/lib/access/as-actor";
import { recordRefusal, runCommand } from "@/lib/entry/command";
import { fieldsOf } from "@/lib/entry/fields";
import { json, keyOf, tokenOf } from "@/lib/entry/http";
import { limitWrites } from "@/lib/entry/limit";
import type { Line } from "@/lib/entry/line";
import { invalid, notFound, Refusal } from "@/lib/kernel/errors";
import { asAttachment } from "./attachment";
import { addFile } from "./commands/add-file";
import { FILE_MAX } from "./limits";
import { mayAddFile } from "./policy";
import { getFile, placeForFile } from "./queries";
import { ByFile, FileName } from "./schema";
import { discard, receive } from "./store";

const AddFileHere = z.strictObject({ ref: z.string() });

/** Who may not add is told so before a byte is read; then the content is received, and only then is there a file. */
async function upload(context: Context, { ref }: Record<string, unknown>): Promise<Response> {
  const { headers, body } = context.req.raw;
  const token = await tokenOf(context);
  await limitWrites(token);
  const key = keyOf(headers) ?? randomUUID();
  const name = nameOf(headers);
  await checkPlace(token, String(ref));
  if (Number(headers.get("content-length") ?? 0) > FILE_MAX) throw new Refusal("too-large");
  const content = await receive(body);
  try {
    const { result, again } = await runCommand(addFile, { token, raw: { ref, name, ...content }, key });
    const { receipt: _receipt, ...file } = result;
    return json(file, again ? 200 : 201);
  } finally {
    await discard(content.sha256);
  }
}

async function checkPlace(token: string, ref: string): Promise<void> {
  const actor = await asActor(token, async (_tx, who) => who, { touch: true });
  const incident = await placeForFile(actor, ref);
  if (!incident) throw notFound();
  const readsOnly = actor.kind === "api-token" && actor.scope === "read";
  const verdict = readsOnly
    ? { ok: false as const, because: "refusal.token-reads-only" }
    : mayAddFile(actor, incident.id);
  if (verdict.ok) return;
  const refusal = new Refusal("forbidden", verdict.because);
  await recordRefusal({ token, raw: { ref } }, "file.add", refusal, incident.id);
  throw refusal;
}

/** Headers hold no Albanian letters, so the name comes percent-encoded. */
function nameOf(headers: Headers): string {
  let name = "";
  try {
    name = decodeURIComponent(headers.get("x-file-name") ?? "").normalize("NFC");
  } catch {
    throw invalid({ name: "file-name" });
  }
  const read = z.object({ name: FileName }).safeParse({ name });
  if (!read.success) throw invalid(fieldsOf(read.error));
  return read.data.name;
}

async function download(context: Context, input: Record<string, unknown>): Promise<Response> {
  const token = await tokenOf(context);
  const asked = ByFile.safeParse({ ref: input["ref"], id: input["id"] });
  const actor = await asActor(token, async (_tx, who) => who);
  const file = asked.success ? await getFile(actor, asked.data.ref, asked.data.id) : null;
  if (!file) throw notFound();
  return asAttachment(file);
}

/** Files of an incident: added before the entry that names them. */
export const fileLines: Line[] = [
  {
    method: "POST",
    path: "/incidents/{ref}/files",
    does: "handle",
    verb: "file.add",
    open: false,
    raw: true,
    input: AddFileHere,
    handle: upload,
    says: "Adds a file of at most 50 MB: the body is the file, x-file-name its percent-encoded name. An entry then names its id in `files`.",
  },
  {
    method: "GET",
    path: "/incidents/{ref}/files/{id}",
    does: "handle",
    open: false,
    input: ByFile,
    handle: download,
    says: "A file, as an attachment.",
  },
];

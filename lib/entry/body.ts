import "server-only";
import { Refusal } from "@/lib/kernel/errors";

const BODY_MAX = 1_000_000;
const halfPair = /\p{Surrogate}/u;

/** What was sent, as named values: JSON, or a plain form. @throws Refusal too-large, invalid */
export async function bodyOf(request: Request, most = BODY_MAX): Promise<Record<string, unknown>> {
  const text = await textOf(request, most);
  if (!text) return {};
  const form = request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded");
  const body = form ? Object.fromEntries(new URLSearchParams(text)) : parsed(text);
  if (!body || typeof body !== "object" || Array.isArray(body) || !isText(body))
    throw new Refusal("invalid", "not-json");
  return body as Record<string, unknown>;
}

/** Reads no further than a body may be long: where a length is announced, no more than that ever arrives, and it is read at once. */
async function textOf(request: Request, most: number): Promise<string> {
  const announced = request.headers.get("content-length");
  if (Number(announced ?? 0) > most) throw new Refusal("too-large");
  const bytes = announced === null ? await counted(request, most) : await request.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal("invalid", "not-json");
  }
}

async function counted(request: Request, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request.body ?? []) {
    length += part.byteLength;
    if (length > most) throw new Refusal("too-large");
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("invalid", "not-json");
  }
}

/** Whether every text in a value is text that Postgres can keep: no NUL, no half of a surrogate pair. */
function isText(value: unknown): boolean {
  if (typeof value === "string") return !halfPair.test(value) && !value.includes("\0");
  if (!value || typeof value !== "object") return true;
  return Object.entries(value).every(([name, inner]) => isText(name) && isText(inner));
}

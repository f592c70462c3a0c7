import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { Sentence } from "@/lib/kernel/sentence";

const MEGABYTES_MAX = 5;

/** An exercise file as it came: its JSON, not yet checked, and the hash of its bytes. */
export interface ReadFile {
  name: string;
  raw: unknown;
  sha256: string;
}

/**
 * Reads a file. Times of a file that names a moment in `_readme.relativeTo` are moved so that this moment is `now`.
 * @throws Sentence when it is missing, too large, cut, in a wrong encoding or no JSON
 */
export function readExercise(name: string, now: Date): ReadFile {
  const bytes = bytesOf(name);
  const text = textOf(bytes, name);
  const raw = jsonOf(text, name);
  const anchor = anchorOf(raw);
  return {
    name,
    raw: anchor === null ? raw : jsonOf(moved(text, now.getTime() - anchor), name),
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
}

function bytesOf(name: string): Buffer {
  try {
    const { size } = statSync(name);
    if (size > MEGABYTES_MAX * 1_000_000)
      throw new Sentence(`${name} is too large: an exercise has at most ${MEGABYTES_MAX} MB.`);
    return readFileSync(name);
  } catch (error) {
    if (error instanceof Sentence) throw error;
    const code = (error as { code?: string }).code;
    if (code === "ENOENT") throw new Sentence(`There is no file ${name}.`);
    throw new Sentence(
      code === "EISDIR" ? `${name} is a folder, not a file.` : `${name} cannot be read (${code ?? "unknown"}).`,
    );
  }
}

function textOf(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Sentence(`${name} is no text in UTF-8.`);
  }
}

function jsonOf(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const at = /at position (\d+)/.exec(message)?.[1];
    const cut =
      /end of JSON input|Unterminated/.test(message) || (at !== undefined && Number(at) >= text.trimEnd().length);
    throw new Sentence(cut ? `${name} is cut: its text ends too early.` : `${name} is no JSON: ${message}.`);
  }
}

function anchorOf(raw: unknown): number | null {
  const readme = (raw as { _readme?: { relativeTo?: unknown } } | null)?._readme;
  const anchor = typeof readme?.relativeTo === "string" ? Date.parse(readme.relativeTo) : Number.NaN;
  return Number.isNaN(anchor) ? null : anchor;
}

const moment = /"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z)"/g;

/** In the text, because a file may be nested deeper than a walk through it could follow. What is no date stays as it is and is refused later. */
const moved = (text: string, by: number) =>
  text.replace(moment, (whole, at: string) => {
    const then = new Date(Date.parse(at) + by);
    return Number.isNaN(then.getTime()) ? whole : `"${then.toISOString()}"`;
  });

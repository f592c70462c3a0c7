import "server-only";
import { isHash } from "./manifest";

const FILES_MAX = 100;
const NAME_MAX = 200;

/** A file as the words of a line name it. */
export interface NamedFile {
  name: string;
  sha256: string;
}

/** The files that the words of a line name, each hash once. A stranger may have written them: what is no file is passed over. */
export function filesNamedIn(words: unknown): NamedFile[] {
  const files: unknown = typeof words === "object" && words !== null && "files" in words ? words.files : [];
  const found = new Map<string, NamedFile>();
  for (const file of Array.isArray(files) ? files.slice(0, FILES_MAX) : []) {
    const { name, sha256 } = typeof file === "object" && file !== null ? (file as Record<string, unknown>) : {};
    if (typeof name !== "string" || typeof sha256 !== "string" || !isHash(sha256) || found.has(sha256)) continue;
    found.set(sha256, { name: Buffer.from(name.slice(0, NAME_MAX)).toString(), sha256 });
  }
  return [...found.values()];
}

/** The same of words that are still a text. */
export function filesNamedInText(body: string | null): NamedFile[] {
  try {
    return filesNamedIn(JSON.parse(body ?? "null"));
  } catch {
    return [];
  }
}

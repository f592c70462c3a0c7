import "server-only";
import { existsSync } from "node:fs";
import path from "node:path";
import { env } from "@/lib/kernel/env";
import type { ExportLine } from "@/lib/record/export";
import { isHash, nameOfHash } from "./manifest";
import { sha256Of } from "./sha256";
import type { Packed } from "./zip";

/** The files that a record names, each once, by their hash: gathered while its lines are read. */
export class Attachments {
  private readonly hashes = new Set<string>();

  add({ body }: ExportLine): void {
    const words: unknown = JSON.parse(body ?? "null");
    for (const hash of hashesIn(words)) this.hashes.add(hash);
  }

  /** Where they lie, and how many the disk no longer holds as they were. */
  async packed(): Promise<{ files: Packed[]; missing: number }> {
    const files: Packed[] = [];
    for (const hash of [...this.hashes].sort()) {
      const file = path.resolve(env().KULLA_DATA, "files", hash.slice(0, 2), hash);
      if (existsSync(file) && (await sha256Of(file)) === hash) files.push({ name: nameOfHash(hash), file });
    }
    return { files, missing: this.hashes.size - files.length };
  }
}

function hashesIn(words: unknown): string[] {
  const files: unknown = typeof words === "object" && words !== null && "files" in words ? words.files : [];
  if (!Array.isArray(files)) return [];
  return files.flatMap((file: { sha256?: unknown } | null) => {
    const hash = file?.sha256;
    return typeof hash === "string" && isHash(hash) ? [hash] : [];
  });
}

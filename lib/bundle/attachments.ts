import "server-only";
import { hashOnDisk, placeOf } from "@/lib/files/store";
import type { ExportLine } from "@/lib/record/export";
import { nameOfHash } from "./manifest";
import { filesNamedInText } from "./named-files";
import type { Packed } from "./zip";

/** The files that a record names, each once, by their hash: gathered while its lines are read. */
export class Attachments {
  private readonly hashes = new Set<string>();

  add({ body }: ExportLine): void {
    for (const { sha256 } of filesNamedInText(body)) this.hashes.add(sha256);
  }

  /** Where they lie, and how many the disk no longer holds as they were. */
  async packed(): Promise<{ files: Packed[]; missing: number }> {
    const files: Packed[] = [];
    for (const hash of [...this.hashes].sort())
      if ((await hashOnDisk(hash)) === hash) files.push({ name: nameOfHash(hash), file: placeOf(hash) });
    return { files, missing: this.hashes.size - files.length };
  }
}

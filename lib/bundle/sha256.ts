import "server-only";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** The SHA-256 of a file of any size, in hex. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest("hex");
}

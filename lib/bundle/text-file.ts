import "server-only";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { finished } from "node:stream/promises";

/** A text that is written to the disk as it comes, and hashed on the way. */
export class TextFile {
  private readonly hash = createHash("sha256");
  private readonly stream: WriteStream;
  private failure: Error | null = null;

  constructor(file: string) {
    this.stream = createWriteStream(file, { flags: "wx", mode: 0o600 });
    this.stream.on("error", (error) => {
      this.failure = error;
    });
  }

  async write(text: string): Promise<void> {
    if (this.failure) throw this.failure;
    this.hash.update(text);
    if (!this.stream.write(text)) await once(this.stream, "drain");
  }

  /** @returns the SHA-256 of everything that was written, in hex */
  async end(): Promise<string> {
    this.stream.end();
    await finished(this.stream);
    return this.hash.digest("hex");
  }
}

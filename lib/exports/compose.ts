import "server-only";
import { createHash } from "node:crypto";
import { log } from "@/lib/kernel/log";
import type { Language } from "@/lib/kernel/preferences";
import { strictest, type Tlp } from "@/lib/record/tlp";
import type { Banner } from "./banner";
import type { Plan } from "./plan";
import { linesOf, type Read } from "./rows";
import type { Format } from "./schema";
import type { ExportLine } from "./views";
import { type Writer, writerOf } from "./writers";

export interface Digest {
  lines: number;
  tlp: Tlp | null;
  sha256: string;
  /** Restricted entries by others, whose reading is recorded (A5). */
  red: string[];
}

interface File {
  plan: Plan;
  format: Format;
  language: Language;
}

const writer = ({ format, language, plan }: File): Writer => writerOf(format, { zone: plan.incident.zone, language });

/** Writes the file once without keeping it: its hash, how many lines it has and the strictest label among them, all of which stand before the lines. */
export const digest = (read: Read, file: File): Promise<Digest> =>
  digestOf(linesOf(read, file.plan, file.language), writer(file));

/** The same of lines that are there. */
export async function digestOf(
  from: AsyncIterable<ExportLine> | Iterable<ExportLine>,
  { head, row, foot }: Writer,
): Promise<Digest> {
  const hash = createHash("sha256").update(head);
  const labels = new Set<Tlp>();
  const red: string[] = [];
  let lines = 0;
  for await (const line of from) {
    hash.update(row(line));
    labels.add(line.tlp);
    if (line.tlp === "TLP:RED") red.push(line.id);
    lines += 1;
  }
  hash.update(foot(lines));
  return { lines, tlp: labels.size > 0 ? strictest(...labels) : null, sha256: hash.digest("hex"), red };
}

/**
 * The file itself, a page at a time. What is read now must be what was recorded: else it breaks off, because a file that does not have
 * its own hash is none.
 */
export async function* fileOf(read: Read, file: File, banner: Banner): AsyncGenerator<string> {
  const { opening, head, row, foot, closing } = writer(file);
  const hash = createHash("sha256").update(head);
  yield opening(banner) + head;
  let chunk = "";
  let lines = 0;
  for await (const line of linesOf(read, file.plan, file.language)) {
    const written = row(line);
    hash.update(written);
    lines += 1;
    chunk += written;
    if (chunk.length > CHUNK) {
      yield chunk;
      chunk = "";
    }
  }
  hash.update(foot(lines));
  if (hash.digest("hex") !== banner.sha256) throw new Error("an export is not what was recorded of it");
  yield chunk + foot(lines) + closing;
}

const CHUNK = 64_000;

/** A generator of text as the body of an answer: read no faster than it is taken, and stopped when nobody takes it any more. */
export function bodyOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { value, done } = await pieces.next();
        if (done) controller.close();
        else if (value) controller.enqueue(encoder.encode(value));
      } catch (error) {
        // The answer has begun, so it can only be cut: whoever reads it sees that it is not whole.
        log().error({ err: error }, "export: a file broke off");
        controller.error(error);
      }
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

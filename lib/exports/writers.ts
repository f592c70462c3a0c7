import "server-only";
import type { Language } from "@/lib/kernel/preferences";
import type { Banner } from "./banner";
import { csvWriter } from "./csv";
import { jsonWriter, ndjsonWriter } from "./json";
import { markdownWriter } from "./markdown";
import type { Format } from "./schema";
import type { ExportLine } from "./views";

/** A format of files: `opening` and `closing` frame the body, which alone is hashed, because the opening states the hash. */
export interface Writer {
  opening: (banner: Banner) => string;
  /** Of the body: what comes before the first line, each line, and what comes after the last. */
  head: string;
  row: (line: ExportLine) => string;
  foot: (lines: number) => string;
  closing: string;
}

interface Frame {
  zone: string;
  language: Language;
}

/** The writer of a format. */
export const writerOf = (format: Format, frame: Frame): Writer =>
  ({ csv: csvWriter, json: jsonWriter, ndjson: ndjsonWriter, markdown: markdownWriter })[format](frame);

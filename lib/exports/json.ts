import "server-only";
import { type Banner, VERSION } from "./banner";
import { plainJson } from "./plain";
import type { ExportLine } from "./views";
import type { Writer } from "./writers";

const said = (banner: Banner) => plainJson({ kulla: VERSION, ...banner });

/** One object a line; the first is the banner. */
export const ndjsonWriter = (): Writer => ({
  opening: (banner) => `${said(banner)}\n`,
  head: "",
  row: (line) => `${plainJson(line)}\n`,
  foot: () => "",
  closing: "",
});

/** One document: the banner on its first line, then an entry a line, then a last line that closes it. */
export const jsonWriter = (): Writer => ({
  opening: (banner) => `{"banner":${said(banner)},"entries":[\n`,
  head: "",
  row: (line: ExportLine) => `${line.line > 1 ? ",\n" : ""}${plainJson(line)}`,
  foot: (lines) => (lines > 0 ? "\n" : ""),
  closing: "]}\n",
});

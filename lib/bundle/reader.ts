import "server-only";
import { createHash } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import path from "node:path";
import { messagesIn } from "@/lib/kernel/messages";
import { type Language, languages } from "@/lib/kernel/preferences";
import { inRoot } from "@/lib/kernel/root";
import type { ExportHeader, ExportLine } from "@/lib/record/export";
import { TextFile } from "./text-file";

const RECORD_BLOCK = "block-record";
const SENTENCES_BLOCK = "block-sentences";

/**
 * The record as one page that opens from a disk: the same lines as in the export, in blocks that are data and never run, and a program that
 * checks and shows them. Its content policy lets nothing in but this program and this style, by their hashes, and nothing out.
 */
export class ReaderPage {
  private readonly record: TextFile;
  private readonly sentences: TextFile;

  constructor(
    private readonly folder: string,
    private readonly header: ExportHeader,
  ) {
    this.record = new TextFile(path.join(folder, RECORD_BLOCK));
    this.sentences = new TextFile(path.join(folder, SENTENCES_BLOCK));
  }

  async add(line: ExportLine, sentences: Record<Language, string> | null): Promise<void> {
    await this.record.write(`${asData(line)}\n`);
    if (sentences) await this.sentences.write(`${asData({ seq: line.seq, ...sentences })}\n`);
  }

  async end(target: string): Promise<void> {
    const words = asData(Object.fromEntries(languages.map((language) => [language, wordsIn(language)])));
    const header = `${asData(this.header)}\n`;
    const sums = {
      header: sha256(header, "hex"),
      record: await this.record.end(),
      sentences: await this.sentences.end(),
      words: sha256(words, "hex"),
    };
    const style = readFileSync(inRoot("tools", "reader", "reader.css"), "utf8");
    const script = program();
    const [before = "", after = ""] = filled(readFileSync(inRoot("tools", "reader", "page.txt"), "utf8"), {
      csp: policyFor(style, script),
      style,
      fallback: languages
        .map((language) => `<p lang="${language}">${messagesIn(language).reader.notRunning}</p>`)
        .join(""),
    }).split("{data}");
    const page = new TextFile(target);
    await page.write(before);
    await page.write(block("header", header));
    await page.write(open("record"));
    for await (const piece of createReadStream(path.join(this.folder, RECORD_BLOCK), "utf8")) await page.write(piece);
    await page.write(`${CLOSE}${open("sentences")}`);
    for await (const piece of createReadStream(path.join(this.folder, SENTENCES_BLOCK), "utf8"))
      await page.write(piece);
    await page.write(`${CLOSE}${block("words", words)}${block("sums", asData(sums))}`);
    await page.write(after.replace("{script}", () => script));
    await page.end();
  }
}

const CLOSE = "</script>\n";
const open = (id: string) => `<script type="application/x-ndjson" id="${id}">`;
const block = (id: string, text: string) => `${open(id)}${text}${CLOSE}`;

/** JSON in which nothing can be taken for markup: the sign that opens a tag stands only within texts, and there by its number. */
const asData = (value: unknown) => JSON.stringify(value).replaceAll("<", "\\u003c");

const filled = (template: string, values: Record<string, string>) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, () => value), template);

/** The files of the program, each after those that it imports. */
const PROGRAM = [
  ...["check", "data", "state", "words", "element", "times", "lines", "entry", "timeline", "finder"],
  ...["verdict", "head", "main"],
];

/** They are one in the page, where nothing can be imported. */
const program = () =>
  PROGRAM.map((name) => readFileSync(inRoot("tools", "reader", `${name}.js`), "utf8"))
    .map((text) => text.replace(/^import [^;]*;\n/gm, "").replace(/^export /gm, ""))
    .join("\n");

const policyFor = (style: string, script: string) =>
  [
    "default-src 'none'",
    `script-src 'sha256-${sha256(script, "base64")}'`,
    `style-src 'sha256-${sha256(style, "base64")}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

const sha256 = (text: string, form: "hex" | "base64") => createHash("sha256").update(text).digest(form);

/** What the page says, and the names of values that it shares with the rest of the house. */
function wordsIn(language: Language) {
  const { reader, entries, access } = messagesIn(language);
  const { kind, basis, reason, audience } = entries;
  return { ...reader, kind, basis, reason, audience, role: access.role };
}

import { inflateSync } from "node:zlib";

/** What stands on the pages of a PDF that Chromium made: as much of the format as that needs. */
export interface Pdf {
  tagged: boolean;
  pages: string[];
}

export function readPdf(file: Buffer): Pdf {
  const text = file.toString("latin1");
  const objects = new Map<string, string>();
  for (const [, id = "", body = ""] of text.matchAll(/(\d+) 0 obj\s([\s\S]*?)\sendobj/g)) objects.set(id, body);
  const at = (reference: string | undefined) => objects.get(reference ?? "") ?? "";
  const pages = [...objects.values()].filter((body) => /\/Type\s*\/Page\b/.test(body));
  return {
    tagged: /\/MarkInfo\s*<<\s*\/Type\s*\/MarkInfo\s*\/Marked true|\/Marked true/.test(text),
    pages: pages.map((page) => {
      const resources = /\/Font\s*<<([^>]*)>>/.exec(page)?.[1] ?? "";
      const fonts = new Map<string, Font>();
      for (const [, name = "", id = ""] of resources.matchAll(/\/(\w+) (\d+) 0 R/g)) {
        const signs = unicodeOf(streamOf(at(/\/ToUnicode (\d+) 0 R/.exec(at(id))?.[1])));
        fonts.set(name, { signs, digits: at(id).includes("/Type3") ? 2 : 4 });
      }
      return shown(streamOf(at(/\/Contents (\d+) 0 R/.exec(page)?.[1])), fonts);
    }),
  };
}

/** Fonts that vary become drawings, which are counted in one byte instead of two. */
interface Font {
  signs: Map<number, string>;
  digits: 2 | 4;
}

function streamOf(body: string): string {
  const begin = /stream\r?\n/.exec(body);
  if (!begin) return "";
  const raw = Buffer.from(body.slice(begin.index + begin[0].length, body.lastIndexOf("endstream")), "latin1");
  return body.includes("/FlateDecode") ? inflateSync(raw).toString("latin1") : raw.toString("latin1");
}

const signOf = (hex: string) => Buffer.from(hex, "hex").swap16().toString("utf16le");

/** Glyph to text, from the font's own table. */
function unicodeOf(map: string): Map<number, string> {
  const found = new Map<number, string>();
  const number = (hex: string) => Number.parseInt(hex, 16);
  for (const [, part = ""] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph = "", sign = ""] of part.matchAll(/<(\w+)>\s*<(\w+)>/g)) found.set(number(glyph), signOf(sign));
  for (const [, part = ""] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = "", to = "", sign = ""] of part.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let at = number(from); at <= number(to); at += 1)
        found.set(at, signOf((number(sign) + at - number(from)).toString(16).padStart(4, "0")));
  return found;
}

/** The text of a page in the order in which it is drawn; what is drawn apart is a word apart. */
function shown(content: string, fonts: Map<string, Font>): string {
  let font: Font | undefined;
  const words: string[] = [];
  const glyphs = (hex: string) => hex.match(font?.digits === 2 ? /../g : /.{4}/g) ?? [];
  for (const [, name, array, single] of content.matchAll(/\/(\w+) [\d.]+ Tf|\[([^\]]*)\]\s*TJ|<(\w+)>\s*Tj/g)) {
    if (name) font = fonts.get(name);
    else
      for (const [, hex = ""] of (array ?? `<${single}>`).matchAll(/<(\w+)>/g))
        words.push(
          glyphs(hex)
            .map((glyph) => font?.signs.get(Number.parseInt(glyph, 16)) ?? "")
            .join(""),
        );
  }
  return words.join(" ").replace(/\s+/g, " ");
}

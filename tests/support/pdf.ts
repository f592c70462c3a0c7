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
      const fonts = new Map<string, Map<string, string>>();
      for (const [, name = "", id = ""] of resources.matchAll(/\/(\w+) (\d+) 0 R/g))
        fonts.set(name, unicodeOf(streamOf(at(/\/ToUnicode (\d+) 0 R/.exec(at(id))?.[1]))));
      return shown(streamOf(at(/\/Contents (\d+) 0 R/.exec(page)?.[1])), fonts);
    }),
  };
}

function streamOf(body: string): string {
  const begin = /stream\r?\n/.exec(body);
  if (!begin) return "";
  const raw = Buffer.from(body.slice(begin.index + begin[0].length, body.lastIndexOf("endstream")), "latin1");
  return body.includes("/FlateDecode") ? inflateSync(raw).toString("latin1") : raw.toString("latin1");
}

const signOf = (hex: string) => Buffer.from(hex, "hex").swap16().toString("utf16le");
const code = (value: number) => value.toString(16).padStart(4, "0");

/** Glyph to text, from the font's own table. */
function unicodeOf(map: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, part = ""] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph = "", sign = ""] of part.matchAll(/<(\w+)>\s*<(\w+)>/g))
      found.set(glyph.toLowerCase(), signOf(sign));
  for (const [, part = ""] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = "", to = "", sign = ""] of part.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let at = Number.parseInt(from, 16); at <= Number.parseInt(to, 16); at += 1)
        found.set(code(at), signOf(code(Number.parseInt(sign, 16) + at - Number.parseInt(from, 16))));
  return found;
}

/** The text of a page in the order in which it is drawn; what is drawn apart is a word apart. */
function shown(content: string, fonts: Map<string, Map<string, string>>): string {
  let font = new Map<string, string>();
  const words: string[] = [];
  for (const [, name, array, single] of content.matchAll(/\/(\w+) [\d.]+ Tf|\[([^\]]*)\]\s*TJ|<(\w+)>\s*Tj/g)) {
    if (name) font = fonts.get(name) ?? new Map();
    else
      words.push(
        [...(array ?? `<${single}>`).matchAll(/<(\w+)>/g)]
          .map(([, hex = ""]) =>
            (hex.match(/.{4}/g) ?? []).map((glyph) => font.get(glyph.toLowerCase()) ?? "").join(""),
          )
          .join(""),
      );
  }
  return words.join(" ").replace(/\s+/g, " ");
}

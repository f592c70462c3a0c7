import { expect, test } from "vitest";
import { FILE_MAX, openFile } from "@/lib/imports/file";

const bytes = (text: string) => new TextEncoder().encode(text);
const refused = (...parts: (number[] | Uint8Array)[]) => {
  const opened = openFile(new Uint8Array(parts.flatMap((part) => [...part])));
  return "refused" in opened ? opened.refused : opened.text;
};

test("a UTF-8 file is its text, with its mark, so that hash of text and hash of file are one", () => {
  expect(refused(bytes("\ufeffNgjarja: ë"))).toBe("\ufeffNgjarja: ë");
});

test.each<[string, number[], string]>([
  ["nothing", [], "file-empty"],
  ["UTF-16 with its mark", [0xff, 0xfe, 0x61, 0], "file-utf16"],
  ["UTF-16 without it", [0x61, 0, 0x62, 0, 0x63, 0], "file-utf16"],
  ["Windows-1252", [0x6e, 0xeb, 0x6e, 0x74], "file-encoding"],
  ["Windows-1252 at its very end", [0x6e, 0xeb], "table-cut"],
  ["a workbook", [0x50, 0x4b, 3, 4, 9], "file-kind"],
  ["a PDF", [0x25, 0x50, 0x44, 0x46], "file-kind"],
  ["a picture", [0xff, 0xd8, 0xff, 0xe0], "file-kind"],
  ["cut within a sign", [0x61, 0xc3], "table-cut"],
])("%s is refused in words", (_what, signs, why) => expect(refused(signs)).toBe(why));

test("5 MB is enough", () => {
  expect(refused(bytes("x".repeat(FILE_MAX + 1)))).toBe("file-large");
  expect(refused(bytes("x".repeat(FILE_MAX)))).toHaveLength(FILE_MAX);
});

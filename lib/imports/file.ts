/** What may be imported, and how it is told from what may not. Pure: the same in the browser and on the server. */
export const FILE_MAX = 5_000_000;
export const ROWS_MAX = 5000;

export const formats = ["csv", "json", "ndjson", "chat", "lines"] as const;
export type Format = (typeof formats)[number];

/** Why a whole file is refused; each has its words in `errors.field`. */
export type FileProblem =
  | "file-empty"
  | "file-large"
  | "file-rows"
  | "file-utf16"
  | "file-encoding"
  | "file-kind"
  | "table-cut"
  | "file-quotes"
  | "file-json";

type Opened = { text: string } | { refused: FileProblem };

const starts = (bytes: Uint8Array, ...signs: number[]) => signs.every((sign, index) => bytes[index] === sign);

/** The text of a file, exactly: its UTF-8 bytes are the bytes of the file, so that both have one hash. */
export function openFile(bytes: Uint8Array): Opened {
  if (bytes.length === 0) return { refused: "file-empty" };
  if (bytes.length > FILE_MAX) return { refused: "file-large" };
  if (starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff)) return { refused: "file-utf16" };
  // Workbooks and archives, PDF, pictures: told by how they begin.
  if (
    starts(bytes, 0x50, 0x4b, 3, 4) ||
    starts(bytes, 0x25, 0x50, 0x44, 0x46) ||
    starts(bytes, 0x89, 0x50, 0x4e, 0x47) ||
    starts(bytes, 0xff, 0xd8, 0xff) ||
    starts(bytes, 0xd0, 0xcf, 0x11, 0xe0) ||
    starts(bytes, 0x1f, 0x8b)
  )
    return { refused: "file-kind" };
  const zeros = bytes.subarray(0, 1000).reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0);
  if (zeros > 0) return { refused: zeros > Math.min(bytes.length, 1000) / 4 ? "file-utf16" : "file-kind" };
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const wrong = textProblem(text);
    return wrong ? { refused: wrong } : { text };
  } catch {
    return { refused: isCut(bytes) ? "table-cut" : "file-encoding" };
  }
}

/** The same for text that was pasted, or has come over the network. */
export function textProblem(text: string): FileProblem | null {
  if (!text.replace("\ufeff", "").trim()) return "file-empty";
  if (text.includes("\0")) return "file-kind";
  if (text.length > FILE_MAX || new TextEncoder().encode(text).length > FILE_MAX) return "file-large";
  return null;
}

/** Whether only the last sign is broken: then the file ends too early, and its encoding is right. */
function isCut(bytes: Uint8Array): boolean {
  for (let back = 1; back <= 3; back += 1) {
    const sign = bytes[bytes.length - back] ?? 0;
    if (sign < 0x80) return false;
    if (sign < 0xc0) continue;
    const needs = sign >= 0xf0 ? 4 : sign >= 0xe0 ? 3 : 2;
    if (needs <= back) return false;
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, bytes.length - back));
      return true;
    } catch {
      return false;
    }
  }
  return false;
}

/** Kinds of files that can be told from their first bytes: what is shown beside the name, and never what a browser is told to do with it. */
const kinds: readonly [type: string, at: number, bytes: string][] = [
  ["image/png", 0, "89504e470d0a1a0a"],
  ["image/jpeg", 0, "ffd8ff"],
  ["image/gif", 0, "47494638"],
  ["image/webp", 8, "57454250"],
  ["image/heic", 4, "6674797068656963"],
  ["image/bmp", 0, "424d"],
  ["image/tiff", 0, "49492a00"],
  ["image/tiff", 0, "4d4d002a"],
  ["video/mp4", 4, "66747970"],
  ["video/webm", 0, "1a45dfa3"],
  ["application/pdf", 0, "255044462d"],
  ["application/zip", 0, "504b0304"],
  ["application/gzip", 0, "1f8b"],
  ["application/x-7z-compressed", 0, "377abcaf271c"],
  ["application/x-xz", 0, "fd377a585a00"],
  ["application/zstd", 0, "28b52ffd"],
  ["application/x-rar-compressed", 0, "526172211a07"],
  ["application/x-tar", 257, "7573746172"],
  ["application/x-sqlite3", 0, "53514c69746520666f726d6174203300"],
  ["application/vnd.tcpdump.pcap", 0, "d4c3b2a1"],
  ["application/vnd.tcpdump.pcap", 0, "a1b2c3d4"],
  ["application/x-pcapng", 0, "0a0d0d0a"],
  ["application/x-ms-evtx", 0, "456c6646696c6500"],
  ["application/x-cfb", 0, "d0cf11e0a1b11ae1"],
  ["application/vnd.microsoft.portable-executable", 0, "4d5a"],
  ["application/x-elf", 0, "7f454c46"],
];

/** How much of a file is looked at. */
export const HEAD_BYTES = 512;

/** What a file is, by its first bytes; the name and what a browser claimed prove nothing. */
export function kindOf(head: Uint8Array): string {
  const hex = Buffer.from(head).toString("hex");
  const known = kinds.find(([, at, bytes]) => hex.startsWith(bytes, at * 2));
  if (known) return known[0];
  return isText(head) ? "text/plain" : "application/octet-stream";
}

/** UTF-8 without control characters; what is cut at the end of the head may be half a character. */
function isText(head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head.length === HEAD_BYTES ? head.subarray(0, HEAD_BYTES - 3) : head, {
    stream: true,
  });
  return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/.test(text);
}

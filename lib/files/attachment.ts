import "server-only";
import { readContent } from "./store";

/** Bytes to keep, never a page of ours: as an attachment of no kind, in a sandbox, in no cache (security.md §5.10). */
export async function asAttachment(file: { name: string; size: number; sha256: string }): Promise<Response> {
  const plain = file.name.replace(/[^\w. ()-]/g, "_");
  const exact = encodeURIComponent(file.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return new Response(await readContent(file.sha256), {
    headers: {
      "content-type": "application/octet-stream",
      "content-length": String(file.size),
      "content-disposition": `attachment; filename="${plain}"; filename*=UTF-8''${exact}`,
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
}

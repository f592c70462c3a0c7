/** The answer to a request to our own API. `problem` is an RFC 9457 document; `silent` means that nobody answered. */
export type Answer =
  | { kind: "done"; body: Record<string, unknown> }
  | { kind: "problem"; status: number; detail: string; fields: Record<string, string> }
  | { kind: "silent" };

/** A server that says nothing for this long is taken to be gone. */
const SILENT_MS = 20_000;

/** 50 MB over a slow line take a while. */
const SILENT_BYTES_MS = 280_000;

/** Sends JSON with an idempotency key: sending the same key and body again is harmless. */
export const sendJson = (url: string, method: string, body: string, key: string): Promise<Answer> =>
  call(url, key, {
    signal: AbortSignal.timeout(SILENT_MS),
    method,
    body,
    headers: { "content-type": "application/json" },
  });

/** Sends a file as it is, with its name beside it; its key makes sending it again harmless too. */
export const sendBytes = (url: string, name: string, body: Blob, key: string): Promise<Answer> =>
  call(url, key, {
    signal: AbortSignal.timeout(SILENT_BYTES_MS),
    method: "POST",
    body,
    headers: { "content-type": "application/octet-stream", "x-file-name": encodeURIComponent(name) },
  });

async function call(url: string, key: string, request: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, {
      ...request,
      headers: { ...request.headers, accept: "application/json", "idempotency-key": key },
    });
    const said = (response.status === 204 ? {} : await response.json().catch(() => null)) as Record<
      string,
      unknown
    > | null;
    // An answer that is cut off, or comes from something in between, proves nothing.
    if (!said)
      return response.ok
        ? { kind: "silent" }
        : { kind: "problem", status: response.status, detail: String(response.status), fields: {} };
    if (response.ok) return { kind: "done", body: said };
    return {
      kind: "problem",
      status: response.status,
      detail: String(said["detail"] ?? said["title"] ?? response.status),
      fields: (said["fields"] ?? {}) as Record<string, string>,
    };
  } catch {
    return { kind: "silent" };
  }
}

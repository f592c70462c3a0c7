/** The answer to a request to our own API. `problem` is an RFC 9457 document; `silent` means that nobody answered. */
export type Answer =
  | { kind: "done"; body: Record<string, unknown> }
  | { kind: "problem"; status: number; detail: string; because: string; fields: Record<string, string> }
  | { kind: "silent" };

/** A server that says nothing for this long is taken to be gone. */
const SILENT_MS = 20_000;

/** Sends JSON with an idempotency key: sending the same key and body again is harmless. */
export async function sendJson(url: string, method: string, body: string, key: string): Promise<Answer> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(SILENT_MS),
      method,
      body,
      headers: { "content-type": "application/json", accept: "application/json", "idempotency-key": key },
    });
    const said = (response.status === 204 ? {} : await response.json().catch(() => null)) as Record<
      string,
      unknown
    > | null;
    // An answer that is cut off, or comes from something in between, proves nothing.
    if (!said)
      return response.ok
        ? { kind: "silent" }
        : { kind: "problem", status: response.status, detail: String(response.status), because: "", fields: {} };
    if (response.ok) return { kind: "done", body: said };
    return {
      kind: "problem",
      status: response.status,
      detail: String(said["detail"] ?? said["title"] ?? response.status),
      because: String(said["because"] ?? ""),
      fields: (said["fields"] ?? {}) as Record<string, string>,
    };
  } catch {
    return { kind: "silent" };
  }
}

/** The answer to a request to our own API. `problem` is an RFC 9457 document; `silent` means that nobody answered. */
export type Answer =
  | { kind: "done"; body: Record<string, unknown> }
  | { kind: "problem"; status: number; because: string; detail: string; fields: Record<string, string> }
  | { kind: "silent" };

/** A server that says nothing for this long is taken to be gone. */
const SILENT_MS = 20_000;
/** The slowest connection that a file still gets through. */
const BYTES_PER_MS = 10;

interface Sending {
  method: string;
  body: BodyInit;
  headers: Record<string, string>;
  /** How long the body is, when it is long. */
  bytes?: number;
  /** Gives up early: somebody knows better than the clock that nothing will come. */
  signal?: AbortSignal | undefined;
}

/** Sends JSON with an idempotency key: sending the same key and body again is harmless. `bytes` is what the answer is worth waiting for. */
export const sendJson = (url: string, method: string, body: string, key: string, bytes = 0): Promise<Answer> =>
  sendBody(url, { method, body, headers: { "content-type": "application/json", "idempotency-key": key }, bytes });

/** Sends anything to our own API, and waits no longer than a living server takes. */
export async function sendBody(url: string, { method, body, headers, bytes = 0, signal }: Sending): Promise<Answer> {
  const stop = new AbortController();
  const giveUp = () => stop.abort();
  const timer = setTimeout(giveUp, SILENT_MS + bytes / BYTES_PER_MS);
  signal?.addEventListener("abort", giveUp);
  if (signal?.aborted) giveUp();
  try {
    const response = await fetch(url, {
      signal: stop.signal,
      method,
      body,
      headers: { accept: "application/json", ...headers },
    });
    const said = (response.status === 204 ? {} : await response.json().catch(() => null)) as Record<
      string,
      unknown
    > | null;
    // An answer that is cut off, or comes from something in between, proves nothing.
    if (!said)
      return response.ok
        ? { kind: "silent" }
        : { kind: "problem", status: response.status, because: "", detail: String(response.status), fields: {} };
    if (response.ok) return { kind: "done", body: said };
    return {
      kind: "problem",
      status: response.status,
      because: String(said["because"] ?? ""),
      detail: String(said["detail"] ?? said["title"] ?? response.status),
      fields: (said["fields"] ?? {}) as Record<string, string>,
    };
  } catch {
    return { kind: "silent" };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
  }
}

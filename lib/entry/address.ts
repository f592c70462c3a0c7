import "server-only";
import type { IncomingMessage } from "node:http";

/** Where the front door notes the caller's address; a caller who brings this header is turned away. */
export const ADDRESS_HEADER = "x-kulla-address";

/**
 * Notes where a request comes from, for counting failed tries. A peer on this machine is our reverse proxy, whose own addition is the last
 * of `X-Forwarded-For`; from anywhere else that header proves nothing.
 */
export function noteAddress(request: IncomingMessage): void {
  const peer = request.socket.remoteAddress ?? "";
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .at(-1)
    ?.trim();
  const address = isHere(peer) && forwarded ? forwarded.slice(0, 64) : peer;
  request.headers[ADDRESS_HEADER] = address;
  // The native API reads the headers as they came over the wire.
  request.rawHeaders.push(ADDRESS_HEADER, address);
}

/** The noted address. */
export const addressOf = (headers: Headers): string => headers.get(ADDRESS_HEADER) || "unknown";

const isHere = (peer: string) => /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(peer);

const AGAIN_MS = [500, 1_000, 2_000, 4_000];
/** What a reverse proxy says while the server behind it is away. */
const AWAY = new Set([502, 503, 504]);
const BODILESS = new Set([204, 205, 304]);

/**
 * Next reads pages anew over `fetch`, as streams. A server that dies in the middle of one would put an error page, or a reload of a dead
 * address, in place of a page on which somebody is writing. So such a reading is awaited whole, and asked for again until it is there;
 * meanwhile the page stands as it is and its badge says how the connection is.
 */
export function readPatiently(): void {
  const ask = window.fetch.bind(window);
  window.fetch = (input, init) => (isReading(init) ? whole(() => ask(input, init), init?.signal) : ask(input, init));
}

const isReading = (init: RequestInit | undefined) => new Headers(init?.headers).has("rsc");

async function whole(ask: () => Promise<Response>, signal: AbortSignal | null | undefined): Promise<Response> {
  for (let tries = 0; ; tries++) {
    try {
      const response = await ask();
      if (!AWAY.has(response.status)) return await copyOf(response);
    } catch (error) {
      if (signal?.aborted) throw error;
    }
    await new Promise((again) => setTimeout(again, AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)]));
  }
}

/** The same answer with all of its body here. Next looks at the address it came from, which a made response does not have. */
async function copyOf(response: Response): Promise<Response> {
  if (BODILESS.has(response.status)) return response;
  const { status, statusText, headers, url, redirected } = response;
  const copy = new Response(await response.arrayBuffer(), { status, statusText, headers });
  return Object.defineProperties(copy, { url: { value: url }, redirected: { value: redirected } });
}

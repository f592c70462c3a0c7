import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import next from "next";
import { api } from "@/lib/api";
import { noteAddress } from "@/lib/entry/address";
import {
  apiSecurityHeaders,
  contentSecurityPolicy,
  newNonce,
  refusalAtTheDoor,
  securityHeaders,
} from "@/lib/entry/front-door";
import { closeEar } from "@/lib/entry/live";
import { readiness } from "@/lib/entry/readiness";
import { prepareSignInPage } from "@/lib/entry/sign-in-cookie";
import { buildId } from "@/lib/kernel/build";
import { closeDb } from "@/lib/kernel/db";
import { env } from "@/lib/kernel/env";
import { log } from "@/lib/kernel/log";

const CLOSE_MS = 5000;

/** The front door (DESIGN §3): refuses what nobody needs, sets the headers, serves the API and the streams natively, hands pages to Next. */
async function main(): Promise<void> {
  const { PORT, HOST, NODE_ENV } = env();
  const pages = next({ dev: NODE_ENV === "development", hostname: HOST, port: PORT, customServer: true } as Parameters<
    typeof next
  >[0]);
  await pages.prepare();
  buildId();
  const toNext = pages.getRequestHandler();
  const toApi = getRequestListener((request, bindings) => api().fetch(request, bindings), {
    overrideGlobalObjects: false,
  });

  const server = createServer((request, response) => {
    void serve(request, response).catch((error: unknown) => {
      log().error({ err: error }, "door");
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
      response.end();
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const forApi = path.startsWith("/api/v1/");
    const nonce = forApi ? "" : newNonce();
    for (const [name, value] of forApi ? apiSecurityHeaders() : securityHeaders(path, nonce))
      response.setHeader(name, value);
    if (path === "/livez") return void response.end("ok");
    if (path === "/readyz") return readiness(response);
    const refusal = refusalAtTheDoor(request, path);
    if (refusal)
      return void response
        .writeHead(refusal.status, { "content-type": "text/plain; charset=utf-8" })
        .end(refusal.words);
    noteAddress(request);
    if (forApi) {
      response.setHeader("x-kulla-build", buildId());
      return void toApi(request, response);
    }
    request.headers["x-nonce"] = nonce;
    request.headers["content-security-policy"] = contentSecurityPolicy(nonce);
    if (path === "/sign-in") prepareSignInPage(request, response);
    await toNext(request, response);
  }

  // 50 MB over a phone on a bad line; headers still have to come at once.
  server.requestTimeout = 300_000;
  server.headersTimeout = 20_000;
  server.keepAliveTimeout = 65_000;
  server.listen(PORT, HOST, () => log().info({ port: PORT }, "front door open"));

  const close = async () => {
    server.close();
    setTimeout(() => process.exit(0), CLOSE_MS).unref();
    server.closeAllConnections();
    await Promise.allSettled([closeEar(), closeDb()]);
    process.exit(0);
  };
  process.once("SIGTERM", close);
  process.once("SIGINT", close);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});

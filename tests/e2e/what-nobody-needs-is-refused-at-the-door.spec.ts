import { request as send } from "node:http";
import { account } from "./support/accounts";
import { expect, LIVE, test, unique, write } from "./support/test";

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

const BASE = process.env["BASE_URL"] ?? "";

/** A request as an attacker writes it, byte by byte. */
function knock(
  path: string,
  { method = "GET", headers = {}, body }: Sent,
): Promise<{ status: number; text: string; headers: NodeJS.Dict<string | string[]> }> {
  const { hostname, port, host } = new URL(BASE);
  return new Promise((answered, failed) => {
    const sent = send({ hostname, port, path, method, headers: { host, ...headers } }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => {
        text += part;
      });
      response.on("end", () => answered({ status: response.statusCode ?? 0, text, headers: response.headers }));
    });
    sent.on("error", failed);
    sent.end(body);
  });
}

const writes = ["POST", "PUT", "PATCH", "DELETE"];

test("action decoders, middleware tricks, forged addresses: refused by name", async () => {
  for (const header of [
    "next-action",
    "x-middleware-subrequest",
    "x-middleware-prefetch",
    "x-nextjs-data",
    "x-forwarded-host",
    "x-nonce",
  ]) {
    for (const path of ["/", "/incidents", "/sign-in", "/api/v1/incidents", "/_next/static/x.js"]) {
      for (const method of ["GET", "POST"]) {
        const { status } = await knock(path, { method, headers: { [header]: "x" } });
        expect([header, path, method, status]).toEqual([header, path, method, 400]);
      }
    }
  }
});

test("ten thousand posts to the action decoder, in small: none reaches a page", async () => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, () =>
      knock("/incidents", {
        method: "POST",
        headers: { "next-action": "a".repeat(42), "content-type": "multipart/form-data; boundary=x" },
        body: "--x--",
      }),
    ),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400]));
});

test("methods that nothing here uses", async () => {
  for (const method of ["TRACE", "OPTIONS", "PROPFIND", "LOCK", "PURGE"]) {
    const { status, text } = await knock("/incidents", { method });
    expect([method, status]).toEqual([method, 405]);
    expect(text).not.toContain("host:");
  }
});

test("writes go to the API and nowhere else", async () => {
  for (const method of writes)
    for (const path of ["/", "/incidents", `/incidents/${LIVE}`, "/sign-in", "/_next/static/x.js"]) {
      expect([method, path, (await knock(path, { method })).status]).toEqual([method, path, 405]);
    }
});

test("another host name is not this house", async () => {
  for (const host of ["evil.example", "localhost", "127.0.0.1", "localhost:1"]) {
    const { status, headers } = await knock("/sign-in", { headers: { host } });
    expect([host, status, headers["location"]]).toEqual([host, 421, undefined]);
  }
});

test("sign-in posts of another site are refused before anybody reads them", async () => {
  const body = new URLSearchParams({ email: account("loggist").email, password: "x" }).toString();
  for (const origin of ["https://evil.example", "null", ""]) {
    const { status } = await knock("/api/auth/callback/password", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", ...(origin && { origin }) },
      body,
    });
    expect([origin, status]).toEqual([origin, 403]);
  }
});

test("a form on another site cannot write in the log of somebody who is signed in", async ({ as }) => {
  const page = await as("loggist");
  const text = unique("Forged by another site");
  const elsewhere = "http://other-site.localhost:9/";
  await page.route(`${elsewhere}**`, (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<form method="post" action="${BASE}/api/v1/incidents/${LIVE}/entries"><input name="text" value="${text}"></form><script>document.forms[0].submit()</script>`,
    }),
  );
  const answer = page.waitForResponse((response) => response.url().includes("/entries"));
  await page.goto(elsewhere);
  expect((await answer).status()).toBeGreaterThanOrEqual(400);
  await page.goto(`/incidents/${LIVE}`);
  await expect(page.getByText(text)).toHaveCount(0);
});

test("an address with odd signs is an answer, not a crash", async () => {
  for (const path of [
    "/%00",
    "/%",
    "/%c0%ae%c0%ae/",
    "//evil.example/",
    "/incidents/%2e%2e%2f",
    "/incidents/..%5c",
    `/${"a".repeat(4000)}`,
    "/incidents?show[]=x&before=%ff",
    "/incidents/x?before=AAAA",
    "/api/v1/%",
    "/api/v1/incidents/%00",
  ]) {
    const { status, text, headers } = await knock(path, {});
    expect([path, status < 500], text.slice(0, 200)).toEqual([path, true]);
    expect(String(headers["location"] ?? "")).not.toMatch(/^(https?:)?\/\/(?!localhost)/);
    expect(text).not.toMatch(/node_modules|at \w+ \(/);
  }
});

test("after all this the house stands", async ({ as }) => {
  const page = await as("loggist");
  await page.goto("/incidents");
  expect((await write(page, `/incidents/${LIVE}/entries`, { text: unique("Still here") })).status).toBe(201);
});

import { pages } from "./support/pages";
import { expect, LIVE, test } from "./support/test";

/** G27: what every answer carries, whoever asks for whatever. */
const ALWAYS: Record<string, RegExp> = {
  "x-content-type-options": /^nosniff$/,
  // Not "no-referrer": that would make our own plain forms look foreign.
  "referrer-policy": /^same-origin$/,
  "cross-origin-opener-policy": /^same-origin$/,
  "cross-origin-embedder-policy": /^require-corp$/,
  "cross-origin-resource-policy": /^same-origin$/,
  "permissions-policy": /camera=\(\), microphone=\(\), geolocation=\(\)/,
  "content-security-policy":
    /default-src 'none'.*script-src ('none'|'nonce-[A-Za-z0-9+/=]{20,}' 'strict-dynamic').*base-uri 'none'.*frame-ancestors 'none'.*require-trusted-types-for 'script'/,
};
const NEVER = ["x-powered-by", "server", "access-control-allow-origin"];

const wanting = (headers: Record<string, string>) => [
  ...Object.entries(ALWAYS).flatMap(([name, form]) =>
    form.test(headers[name] ?? "") ? [] : [`${name}: ${headers[name] ?? "missing"}`],
  ),
  ...NEVER.filter((name) => headers[name] !== undefined).map((name) => `${name} is there`),
  ...(/unsafe-(inline|eval)/.test(headers["content-security-policy"] ?? "")
    ? ["the policy allows unsafe scripts or styles"]
    : []),
];

test("pages, refusals, the API, redirects, files and streams", async ({ as, nobody }) => {
  const [besa, stranger] = [await as("commander"), await nobody()];
  await besa.goto("/incidents");
  const file = await besa.locator("script[src^='/_next/static/']").first().getAttribute("src");
  const style = await besa.locator("link[rel=stylesheet]").first().getAttribute("href");
  const addresses = [
    ...[
      "/",
      "/sign-in",
      "/incidents",
      `/incidents/${LIVE}`,
      "/incidents/INC-1999-01",
      "/nowhere",
      "/me",
      "/help",
      "/docs/api",
      "/admin",
    ],
    ...[
      "/livez",
      "/readyz",
      "/api/v1/incidents",
      "/api/v1/nothing",
      "/api/v1/openapi.json",
      `/api/v1/incidents/${LIVE}/entries`,
      "/api/auth/csrf",
      "/api/auth/session",
      "/api/nothing",
    ],
    ...[
      file ?? "",
      style ?? "",
      "/_next/static/nothing.js",
      "/favicon.ico",
      "/icon.svg",
      "/robots.txt",
      "/_next/image?url=x",
      "/%2e%2e/etc/passwd",
      "/incidents/%00",
    ],
  ];
  for (const address of addresses) {
    for (const page of [besa, stranger]) {
      const response = await page.request.get(address, { maxRedirects: 0 });
      expect([address, wanting(response.headers())]).toEqual([address, []]);
      if (!address.startsWith("/_next/static/"))
        expect([address, response.headers()["cache-control"]]).toEqual([address, expect.stringContaining("no-store")]);
    }
  }
  const stream = await besa.evaluate(async (ref) => {
    const stop = new AbortController();
    const response = await fetch(`/api/v1/incidents/${ref}/stream`, { signal: stop.signal });
    const headers = Object.fromEntries(response.headers);
    stop.abort();
    return headers;
  }, LIVE);
  expect(wanting(stream)).toEqual([]);
  const refused = await stranger.request.post("/api/v1/incidents", { data: {} });
  expect([refused.status(), wanting(refused.headers())]).toEqual([401, []]);
});

test("each page has a nonce of its own, and its scripts have that nonce", async ({ as }) => {
  const page = await as("commander");
  const seen = new Set<string>();
  for (let round = 0; round < 3; round += 1) {
    const response = await page.request.get("/incidents");
    const nonce = /'nonce-([^']+)'/.exec(response.headers()["content-security-policy"] ?? "")?.[1] ?? "";
    const scripts = [...(await response.text()).matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
    expect(scripts.length).toBeGreaterThan(3);
    expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
    seen.add(nonce);
  }
  expect(seen.size).toBe(3);
});

test("no page breaks the policy or calls outside", async ({ as, nobody, baseURL, complaints }) => {
  test.setTimeout(180_000);
  for (const who of new Set(pages.map((page) => page.who))) {
    const page = who === "nobody" ? await nobody() : await as(who);
    const outside: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(baseURL ?? "") && !/^(data|blob):/.test(request.url())) outside.push(request.url());
    });
    await page.addInitScript(() =>
      document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        console.error(`policy: ${violatedDirective} ${blockedURI}`),
      ),
    );
    for (const { address } of pages.filter((one) => one.who === who && !one.address.includes("{"))) {
      await page.goto(address);
      await page.getByRole("heading", { level: 1 }).waitFor();
    }
    expect(outside).toEqual([]);
    expect(complaints).toEqual([]);
  }
});

test("the sign-in cookie is out of reach of scripts and of other sites", async ({ as }) => {
  const page = await as("loggist");
  const cookies = await page.context().cookies();
  const session = cookies.find(({ name }) => name.endsWith("kulla-session"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  await page.goto("/incidents");
  expect(await page.evaluate(() => document.cookie)).not.toContain("session");
});

test("a script that gets into a page does not run", async ({ as, complaints }) => {
  const page = await as("loggist");
  await page.goto("/incidents");
  const ran = await page.evaluate(async () => {
    const tries: Record<string, () => void> = {
      markup: () => {
        document.createElement("div").innerHTML = "<img src=x onerror=alert(1)>";
      },
      "a foreign script": () => {
        document.createElement("script").src = "https://evil.example/x.js";
      },
      "a handler in markup": () => document.body.setAttribute("onclick", "document.title = 'broken in'"),
      "a script's text": () => {
        document.createElement("script").text = "document.title = 'broken in'";
      },
    };
    return Object.entries(tries).flatMap(([name, attempt]) => {
      try {
        attempt();
        return [name];
      } catch {
        return [];
      }
    });
  });
  expect(ran).toEqual([]);
  await page.locator("body").click({ position: { x: 1, y: 1 } });
  await expect(page).not.toHaveTitle("broken in");
  // The browser says each time that it refused.
  expect(complaints.splice(0).filter((text) => !text.includes("Trusted"))).toEqual([]);
});

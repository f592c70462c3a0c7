import { expect, LIVE, test } from "./support/test";

const common = {
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": /^(no-referrer|same-origin)$/,
  "permissions-policy": /camera=\(\)/,
};

const answers: readonly [what: string, path: string, status: number][] = [
  ["a page", `/incidents/${LIVE}`, 200],
  ["a page that is not there", "/no-such-page", 404],
  ["a redirect", "/", 307],
  ["the API", "/api/v1/incidents", 200],
  ["a refusal of the API", "/api/v1/incidents/none", 404],
  ["the next-auth door", "/api/auth/providers", 200],
  ["liveness", "/livez", 200],
  ["readiness", "/readyz", 200],
];

for (const [what, path, status] of answers) {
  test(`${what} carries them`, async ({ as }) => {
    const page = await as("commander");
    const answer = await page.request.get(path, { maxRedirects: 0 });
    expect(answer.status()).toBe(status);
    const headers = answer.headers();
    for (const [name, value] of Object.entries(common)) expect(headers[name], name).toMatch(value);
    expect(headers["cache-control"]).toContain("no-store");
    expect(headers["x-powered-by"]).toBeUndefined();
    const policy = headers["content-security-policy"] ?? "";
    for (const part of [
      "default-src 'none'",
      "'strict-dynamic'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ])
      expect(policy).toContain(part);
    expect(policy).not.toContain("unsafe");
  });
}

test("each page has a nonce of its own, and every script of the page carries it", async ({ as }) => {
  const page = await as("commander");
  const seen = new Set<string>();
  for (let round = 0; round < 3; round += 1) {
    const answer = await page.request.get("/help");
    const nonce = /'nonce-([^']+)'/.exec(answer.headers()["content-security-policy"] ?? "")?.[1] ?? "";
    seen.add(nonce);
    const scripts = (await answer.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([]);
  }
  expect(seen.size).toBe(3);
});

test("what nobody needs is turned away at the door", async ({ as, baseURL = "" }) => {
  const { request } = await as("commander");
  const door = (path: string, options: Parameters<typeof request.fetch>[1]) => request.fetch(path, options);
  const status = async (path: string, options: Parameters<typeof request.fetch>[1]) =>
    (await door(path, options)).status();
  expect(await status("/help", { headers: { "next-action": "x" } })).toBe(400);
  expect(await status("/help", { headers: { "x-middleware-subrequest": "middleware" } })).toBe(400);
  expect(await status("/help", { headers: { "x-nonce": "mine" } })).toBe(400);
  expect(await status("/help", { method: "OPTIONS" })).toBe(405);
  expect(await status("/help", { method: "POST", headers: { origin: baseURL } })).toBe(405);
  expect(await status("/help", { headers: { host: "evil.example" } })).toBe(421);
  const body = { name: "Forged" };
  for (const origin of ["https://evil.example", "null"]) {
    expect(await status("/api/v1/incidents", { method: "POST", headers: { origin }, data: body })).toBe(403);
  }
});

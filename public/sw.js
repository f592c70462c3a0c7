// Keeps one public page, which works without a server, and the hashed files that it needs. Nothing that depends on who is signed in is ever
// kept: no page, no answer of the API, no picture. Registered as /sw.js?v=<build>, so each build brings its own and removes the others'.
const PAGE = "/offline";
const CACHE = `kulla-${new URL(self.location.href).searchParams.get("v")}`;
const STATIC = /\/_next\/static\/[\w./~@%+-]+\.(?:js|css|woff2)/g;
const SILENT_MS = 20_000;
/** What a reverse proxy says while the server behind it is away. */
const AWAY = [502, 503, 504];

self.addEventListener("install", (event) => {
  event.waitUntil(keepPage().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(removeOthers().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(open(request));
  else if (new URL(request.url).pathname.startsWith("/_next/static/")) event.respondWith(fromCache(request));
});

async function keepPage() {
  const cache = await caches.open(CACHE);
  // As a stranger sees it: without the cookie of whoever is signed in.
  const response = await fetch(PAGE, { credentials: "omit", cache: "no-store", redirect: "error" });
  if (!response.ok) throw new Error(`${PAGE}: ${response.status}`);
  const files = found(await response.clone().text());
  await Promise.all(files.map((file) => keepFile(cache, file)));
  await cache.put(PAGE, response);
}

/** A style sheet names the typefaces that it needs, beside itself. */
async function keepFile(cache, file) {
  const response = await fetch(file, { credentials: "omit" });
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  if (file.endsWith(".css")) {
    const names = [...(await response.clone().text()).matchAll(/url\(["']?([^"')]+\.woff2)/g)].map(([, name]) => name);
    const fonts = new Set(names.map((name) => new URL(name, new URL(file, self.location.origin)).pathname));
    await Promise.all([...fonts].map((font) => keepFile(cache, font)));
  }
  await cache.put(file, response);
}

const found = (page) => [...new Set(page.match(STATIC) ?? [])];

async function removeOthers() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith("kulla-") && name !== CACHE).map((name) => caches.delete(name)),
  );
}

async function open(request) {
  let timer;
  const silence = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error("no answer")), SILENT_MS);
  });
  try {
    const response = await Promise.race([fetch(request), silence]);
    return AWAY.includes(response.status) ? ((await caches.match(PAGE)) ?? response) : response;
  } catch (error) {
    const page = await caches.match(PAGE);
    if (page) return page;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

const fromCache = async (request) => (await caches.match(request.url)) ?? fetch(request);

import type { Page } from "@playwright/test";
import { account } from "./support/accounts";
import { personHere } from "./support/here";
import { entry, field, log, openLog } from "./support/log";
import { type Server, secondServer } from "./support/second-server";
import { expect, openIncident, test, unique } from "./support/test";
import { words } from "./support/words";

const { entries, outbox, shell } = words.en;
/** How long a slow device takes for one letter: longer than another tab needs to empty its field. */
const SLOW_MS = 3_000;
const kept = (page: Page, text: string) => page.getByRole("listitem").filter({ hasText: text });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** The server takes no entries: what is written here waits. */
const block = (page: Page) => page.route(/\/entries$/, (route) => route.abort("connectionreset"));
const unblock = async (page: Page) => {
  await page.unroute(/\/entries$/);
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
};

/** Puts an entry with a file where the composer would, with the page's own key, which lets itself be used and not be read. */
const keepWithFile = async (page: Page, ref: string, text: string) =>
  page.evaluate(
    async ({ ref, text, personId }) => {
      const of = <T>(request: IDBRequest<T>) =>
        new Promise<T>((done, fail) => {
          request.onsuccess = () => done(request.result);
          request.onerror = () => fail(request.error);
        });
      const db = await of(indexedDB.open(`kulla-${personId}`));
      const { key, salt } = (await of(db.transaction("secret").objectStore("secret").get("1"))) as {
        key: CryptoKey;
        salt: Uint8Array;
      };
      const seal = async (said: string) => {
        const iv = crypto.getRandomValues(new Uint8Array(12));
        return { iv, bytes: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(said)) };
      };
      const [name, file] = [crypto.randomUUID(), crypto.randomUUID()];
      const files = [{ name: "pamje ë.txt", type: "text/plain", key: crypto.randomUUID(), id: file }];
      const value = {
        key: name,
        order: 1,
        ref,
        personId,
        body: { text },
        files,
        state: "kept",
        stored: true,
        tried: false,
      };
      const record = { ...(await seal(JSON.stringify({ shelf: "unsent", name, value }))), files: [file] };
      const sealedFile = await seal("what it shows");
      const digest = await crypto.subtle.digest(
        "SHA-256",
        new Uint8Array([...salt, ...new TextEncoder().encode(`unsent ${name}`)]),
      );
      const id = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      const tx = db.transaction(["records", "files"], "readwrite");
      tx.objectStore("files").put(sealedFile, file);
      await of(tx.objectStore("records").put(record, id));
      db.close();
      return crypto.subtle.exportKey("raw", key).then(
        () => "readable",
        () => "sealed",
      );
    },
    { ref, text, personId: await personHere(page) },
  );

test.describe("one browser, one person", () => {
  test("what one types as another tab empties its field stays", async ({ as }) => {
    const first = await as("loggist");
    const ref = await openIncident(await as("commander"), unique("Two tabs at once"));
    await openLog(first, ref);
    const second = await first.context().newPage();
    await openLog(second, ref);
    await field(first).fill("Being written");
    await expect(field(second)).toHaveValue("Being written");
    const typed = unique("Typed meanwhile");
    // A device that takes its time to seal what it keeps.
    await second.evaluate((ms) => {
      const { subtle } = crypto;
      const encrypt = subtle.encrypt.bind(subtle);
      subtle.encrypt = async (...asked) => {
        await new Promise((later) => setTimeout(later, ms));
        return encrypt(...asked);
      };
    }, SLOW_MS);
    await field(second).fill(typed);
    await field(first).fill("");
    await expect(field(first)).toHaveValue(typed);
    await expect(field(second)).toHaveValue(typed);
  });

  test("two tabs show the same draft and the same queue, and one of them sends", async ({ as }) => {
    const first = await as("loggist");
    const ref = await openIncident(await as("commander"), unique("Two tabs"));
    await openLog(first, ref);
    const second = await first.context().newPage();
    await openLog(second, ref);
    const answered: string[] = [];
    first.context().on("response", (response) => {
      const request = response.request();
      if (request.method() === "POST" && request.url().endsWith("/entries"))
        answered.push((request.postDataJSON() as { text: string }).text);
    });
    const draft = unique("Typed in the first tab");
    await field(first).fill(draft);
    await expect(field(second)).toHaveValue(draft);
    await field(second).fill("");
    await expect(field(first)).toHaveValue("");

    await block(first);
    await block(second);
    const texts = [unique("Tab A"), unique("Tab B"), unique("Tab A again")];
    await log(first, texts[0] ?? "");
    await expect(kept(second, texts[0] ?? "")).toBeVisible();
    await log(second, texts[1] ?? "");
    await log(first, texts[2] ?? "");
    for (const page of [first, second]) for (const text of texts) await expect(kept(page, text)).toBeVisible();
    await Promise.all([unblock(first), unblock(second)]);
    for (const page of [first, second])
      for (const text of texts) await expect(entry(page, text)).toBeVisible({ timeout: 20_000 });
    // A slow machine may ask a second time for the same receipt; in their order, and each entry once.
    expect([...new Set(answered)]).toEqual(texts);
    for (const text of texts) await expect(entry(second, text)).toHaveCount(1);

    // A tab that is closed while it sends leaves the rest to the other.
    await block(first);
    await block(second);
    const left = unique("Left by a closed tab");
    await log(first, left);
    await expect(kept(second, left)).toBeVisible();
    await first.close();
    await unblock(second);
    await expect(entry(second, left)).toBeVisible({ timeout: 20_000 });
  });

  test("the full list says how far each is, and copies, exports, edits and removes", async ({ as }) => {
    const page = await as("loggist", { permissions: ["clipboard-read", "clipboard-write"] });
    const ref = await openIncident(await as("commander"), unique("Full list"));
    await openLog(page, ref);
    await page.route(/\/entries$/, (route) =>
      route.fulfill({ status: 422, contentType: "application/problem+json", body: '{"detail":"Not like this."}' }),
    );
    const [refused, gone, typed] = [unique("Refused"), unique("To be removed"), unique("Being typed")];
    await log(page, refused);
    await log(page, gone);
    await field(page).fill(typed);
    await expect(kept(page, gone)).toContainText("Not like this.");
    await page.getByRole("link", { name: shell.connection.waiting.other.replace("{count}", "2") }).click();
    await expect(page.getByRole("heading", { level: 1, name: outbox.title })).toBeVisible();
    await expect(kept(page, typed)).toContainText(outbox.draftOf.replace("{ref}", ref));

    await kept(page, refused).getByRole("button", { name: entries.unsent.copy }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(refused);
    const [file] = await Promise.all([page.waitForEvent("download"), button(page, outbox.export).click()]);
    const exported = await new Response(
      (await file.createReadStream()) as unknown as ConstructorParameters<typeof Response>[0],
    ).text();
    for (const text of [refused, gone, typed, ref]) expect(exported).toContain(text);

    await kept(page, gone).getByRole("button", { name: outbox.remove }).click();
    await kept(page, gone).getByRole("button", { name: outbox.removeNo }).click();
    await kept(page, gone).getByRole("button", { name: outbox.remove }).click();
    await kept(page, gone).getByRole("button", { name: outbox.removeYes }).click();
    await expect(kept(page, gone)).toHaveCount(0);

    await kept(page, refused).getByRole("button", { name: entries.unsent.edit }).click();
    await expect(field(page)).toHaveValue(`${refused}\n${typed}`);
    await page.unroute(/\/entries$/);
    await page.reload();
    await expect(field(page)).toHaveValue(`${refused}\n${typed}`);
    await log(page, `${refused}, changed`);
    await expect(entry(page, `${refused}, changed`)).toBeVisible();
  });

  test("a browser that keeps nothing says so, and what is written still arrives", async ({ as }) => {
    const page = await as("loggist");
    const ref = await openIncident(await as("commander"), unique("No storage"));
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("not here", "SecurityError");
      };
    });
    await openLog(page, ref);
    await field(page).fill("x");
    await expect(page.getByText(entries.composer.notKept).filter({ visible: true })).toBeVisible();
    await block(page);
    const text = unique("Only in memory");
    await log(page, text);
    await expect(kept(page, text)).toContainText(entries.unsent.keptRed);
    await unblock(page);
    await expect(entry(page, text)).toBeVisible({ timeout: 20_000 });
    await page.goto("/outbox");
    await expect(page.getByText(outbox.memory)).toBeVisible();
  });

  test("after a day without the server the texts are gone, and one is told before and after", async ({ as }) => {
    const page = await as("loggist");
    const ref = await openIncident(await as("commander"), unique("A day"));
    await openLog(page, ref);
    await block(page);
    const text = unique("Waits a day");
    await log(page, text);
    await expect(kept(page, text)).toContainText(entries.unsent.kept);
    await page.goto("/outbox");
    await page.route("**/*", (route) => route.abort("connectionreset"));
    const later = await page.context().newPage();
    await later.clock.install({ time: Date.now() + 21 * 3_600_000 });
    await later.route(/\/api\//, (route) => route.abort("connectionreset"));
    await later.goto("/offline");
    await expect(kept(later, text)).toBeVisible();
    await expect(later.getByText(outbox.ends.split("{time}")[0] ?? "")).toBeVisible();
    await page.close();
    await later.clock.setFixedTime(Date.now() + 25 * 3_600_000);
    await later.reload();
    await expect(later.getByText(outbox.removed.one.replace("{count}", "1"))).toBeVisible();
    await expect(kept(later, text)).toHaveCount(0);
  });

  test("a device clock that is wrong is said, and the entry has the server's time", async ({ as }) => {
    const page = await as("loggist");
    const ref = await openIncident(await as("commander"), unique("Wrong clock"));
    await page.clock.install({ time: Date.now() + 2 * 3_600_000 });
    await openLog(page, ref);
    await expect(
      page.getByText(entries.composer.clockFast.replace("{minutes}", "120")).filter({ visible: true }),
    ).toBeVisible();
    const text = unique("Two hours ahead");
    await log(page, text);
    await page.clock.runFor(1_000);
    await expect(entry(page, text)).toBeVisible();
    const { rows } = (await (await page.request.get(`/api/v1/incidents/${ref}/entries`)).json()) as {
      rows: { text: string; occurredAt: string; writtenAt: string }[];
    };
    const written = rows.find((row) => row.text === text);
    expect(Math.abs(Date.parse(written?.occurredAt ?? "") - Date.now())).toBeLessThan(60_000);
    expect(Math.abs(Date.parse(written?.writtenAt ?? "") - Date.now())).toBeLessThan(60_000);
  });

  test("files go before their entry, each under a key of its own, and survive a reload on the way", async ({ as }) => {
    const page = await as("loggist");
    const ref = await openIncident(await as("commander"), unique("Files"));
    const seen: { key: string; name: string; bytes: string }[] = [];
    await openLog(page, ref);
    await block(page);
    let down = true;
    await page.route(/\/files$/, async (route) => {
      const request = route.request();
      const [key = "", name = ""] = [request.headers()["idempotency-key"], request.headers()["x-file-name"]];
      seen.push({ key, name: decodeURIComponent(name), bytes: request.postDataBuffer()?.toString() ?? "" });
      if (down) return route.abort("connectionreset");
      return route.fulfill({ status: 201, contentType: "application/json", body: JSON.stringify({ id: key }) });
    });
    expect(await keepWithFile(page, ref, "Me një foto")).toBe("sealed");
    await page.reload();
    await expect(kept(page, "Me një foto")).toBeVisible();
    await expect.poll(() => seen.length).toBeGreaterThan(0);
    down = false;
    await page.unroute(/\/entries$/);
    const [request] = await Promise.all([
      page.waitForRequest((one) => one.method() === "POST" && one.url().endsWith("/entries")),
      page.evaluate(() => window.dispatchEvent(new Event("online"))),
    ]);
    expect(new Set(seen.map(({ name, bytes }) => `${name}: ${bytes}`))).toEqual(
      new Set(["pamje ë.txt: what it shows"]),
    );
    expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
    expect((request.postDataJSON() as { files: string[] }).files).toEqual([seen[0]?.key]);
  });
});

test.describe("one browser, two people", () => {
  let server: Server;
  test.beforeAll(async () => {
    server = await secondServer();
    await server.start();
  });
  test.afterAll(() => server.kill());

  test("whoever signs in next neither sees nor sends what waits, and it goes when its author is back", async ({
    as,
    nobody,
  }) => {
    const ref = await openIncident(await as("commander"), unique("Two people"));
    const ilir = await nobody();
    const context = ilir.context();
    const become = async (login: "loggist" | "network") => {
      await context.clearCookies();
      await context.addCookies([await server.signIn(account(login).email)]);
    };
    await become("loggist");
    await openLog(ilir, ref, server.url);
    await block(ilir);
    const [sent, typed] = [unique("Ilir's, sent"), unique("Ilir's, typed")];
    await log(ilir, sent);
    await field(ilir).fill(typed);
    await expect(kept(ilir, sent)).toContainText(entries.unsent.kept);

    await become("network");
    const mira = await context.newPage();
    await openLog(mira, ref, server.url);
    await expect(field(mira)).toHaveValue("");
    const hers = unique("Mira's own");
    await log(mira, hers);
    await expect(entry(mira, hers)).toBeVisible();
    await mira.goto(`${server.url}/outbox`);
    await expect(mira.getByText(outbox.empty)).toBeVisible();
    const refused = ilir.waitForResponse((response) => response.url().endsWith("/entries"));
    await unblock(ilir);
    expect((await refused).status()).toBe(401);
    await expect(ilir.getByText(shell.session.ended)).toBeVisible();
    await openLog(mira, ref, server.url);
    for (const text of [sent, typed]) await expect(mira.getByText(text)).toHaveCount(0);

    await become("loggist");
    await openLog(ilir, ref, server.url);
    await expect(entry(ilir, sent)).toContainText(account("loggist").name, { timeout: 20_000 });
    await expect(field(ilir)).toHaveValue(typed);
  });
});

test("the worker keeps one public page and hashed files, and nothing of anybody", async ({ as }) => {
  const page = await as("commander");
  await page.goto("/incidents");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.goto("/me");
  const held = await page.evaluate(async () => {
    const names = await caches.keys();
    const caught = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return { names, addresses: caught.flat().map(({ url }) => new URL(url).pathname) };
  });
  expect(held.names).toHaveLength(1);
  expect(held.addresses.filter((address) => !address.startsWith("/_next/static/"))).toEqual(["/offline"]);
  expect(held.addresses.some((address) => address.endsWith(".woff2"))).toBe(true);
  const shown = await page.evaluate(async () => (await caches.match("/offline"))?.text());
  expect(shown).not.toContain(account("commander").name);
  const worker = await page.request.get("/sw.js?v=1");
  expect([worker.status(), worker.headers()["cache-control"]]).toEqual([
    200,
    expect.stringMatching(/no-(store|cache)/),
  ]);
});

test("a page that is older than the server says so, and moves nobody who is writing", async ({ as }) => {
  const page = await as("loggist");
  const ref = await openIncident(await as("commander"), unique("New version"));
  await page.route(/\/api\/v1\/session$/, async (route) => {
    // A page that is left while it asks takes no answer.
    const response = await route.fetch().catch(() => null);
    const headers = { ...response?.headers(), "x-kulla-build": "the next" };
    if (response) await route.fulfill({ response, headers }).catch(() => {});
  });
  await openLog(page, ref);
  const typed = unique("Half a sentence");
  await field(page).fill(typed);
  await expect(page.getByText(words.en.shell.newVersion.sentence)).toBeVisible();
  await button(page, words.en.shell.newVersion.reload).click();
  await expect(field(page)).toHaveValue(typed);
});

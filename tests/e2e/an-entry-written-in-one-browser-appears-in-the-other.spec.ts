import type { Page } from "@playwright/test";
import { account } from "./support/accounts";
import { badge, entry, field, log, logButton, openLog } from "./support/log";
import { secondServer } from "./support/second-server";
import { expect, openIncident, test, unique } from "./support/test";

const ROUNDS = 5;

/**
 * Writes as one person until the text stands before the other's eyes, some times over.
 * How long it took is printed, not judged: figures belong to the bench.
 */
async function seen(from: Page, to: Page): Promise<void> {
  const times: number[] = [];
  // Whoever has just typed is not disturbed: their page tells of news and waits. On a page that has only just come nobody has.
  await to.reload();
  await badge(to).waitFor();
  for (let round = 0; round < ROUNDS; round += 1) {
    const text = unique(`Round ${round}`);
    await field(from).fill(text);
    const pressed = Date.now();
    await logButton(from).click();
    await expect(entry(to, text)).toBeVisible({ timeout: 20_000 });
    times.push(Date.now() - pressed);
  }
  console.log(`seen after ${times.join(", ")} ms`);
}

test("in both directions, while the badge says that the page is live", async ({ as }) => {
  test.setTimeout(300_000);
  const [besa, ilir] = [await as("commander"), await as("loggist")];
  const ref = await openIncident(besa, unique("Two browsers"));
  await openLog(besa, ref);
  await openLog(ilir, ref);
  await seen(ilir, besa);
  await seen(besa, ilir);
});

test("through two servers on one database, and again after one of them was killed", async ({ as, nobody }) => {
  test.setTimeout(300_000);
  const server = await secondServer();
  await server.start();
  try {
    const besa = await as("commander");
    const ref = await openIncident(besa, unique("Two servers"));
    await openLog(besa, ref);
    const ilir = await nobody();
    await ilir.context().addCookies([await server.signIn(account("loggist").email)]);
    await openLog(ilir, ref, server.url);
    await seen(besa, ilir);

    await server.kill();
    await expect(badge(ilir)).toBeHidden();
    const meanwhile = unique("Written while the other server was down");
    await log(besa, meanwhile);
    await expect(entry(besa, meanwhile)).toBeVisible();
    await server.start();
    await expect(entry(ilir, meanwhile)).toBeVisible({ timeout: 40_000 });
    await expect(badge(ilir)).toBeVisible();
    await seen(besa, ilir);
    await seen(ilir, besa);
  } finally {
    await server.kill();
  }
});

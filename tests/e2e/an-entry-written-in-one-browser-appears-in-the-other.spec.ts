import type { Page } from "@playwright/test";
import { account } from "./support/accounts";
import { badge, entry, field, log, logButton, openLog } from "./support/log";
import { secondServer } from "./support/second-server";
import { expect, openIncident, test, unique } from "./support/test";

const SECOND_MS = 1000;
const ROUNDS = 5;
const TYPING_MS = 4_100;
const BATCHES = 5;

/** Milliseconds from the press of one person to the text before another's eyes: the middle of several. */
async function batch(from: Page, to: Page): Promise<number> {
  const times: number[] = [];
  // Whoever has just typed is not disturbed: their page tells of news and waits.
  await to.waitForTimeout(TYPING_MS);
  for (let round = 0; round < ROUNDS; round += 1) {
    const text = unique(`Round ${round}`);
    await field(from).fill(text);
    const pressed = Date.now();
    await logButton(from).click();
    await expect(entry(to, text)).toBeVisible({ timeout: 10_000 });
    times.push(Date.now() - pressed);
  }
  console.log(`seen after ${times.join(", ")} ms`);
  return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}

/** The best of up to three batches: a machine that is busy with something else proves nothing. */
async function seenAfter(from: Page, to: Page): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < BATCHES && best >= SECOND_MS; tries += 1) best = Math.min(best, await batch(from, to));
  return best;
}

test("within a second, in both directions, while the badge says that the page is live", async ({ as }) => {
  test.setTimeout(120_000);
  const [besa, ilir] = [await as("commander"), await as("loggist")];
  const ref = await openIncident(besa, unique("Two browsers"));
  await openLog(besa, ref);
  await openLog(ilir, ref);
  expect(await seenAfter(ilir, besa)).toBeLessThan(SECOND_MS);
  expect(await seenAfter(besa, ilir)).toBeLessThan(SECOND_MS);
});

test("through two servers on one database, and again after one of them was killed", async ({ as, nobody }) => {
  test.setTimeout(120_000);
  const server = await secondServer();
  await server.start();
  try {
    const besa = await as("commander");
    const ref = await openIncident(besa, unique("Two servers"));
    await openLog(besa, ref);
    const ilir = await nobody();
    await ilir.context().addCookies([await server.signIn(account("loggist").email)]);
    await openLog(ilir, ref, server.url);
    expect(await seenAfter(besa, ilir)).toBeLessThan(SECOND_MS);

    await server.kill();
    await expect(badge(ilir)).toBeHidden();
    const meanwhile = unique("Written while the other server was down");
    await log(besa, meanwhile);
    await expect(entry(besa, meanwhile)).toBeVisible();
    await server.start();
    await expect(entry(ilir, meanwhile)).toBeVisible({ timeout: 40_000 });
    await expect(badge(ilir)).toBeVisible();
    expect(await seenAfter(besa, ilir)).toBeLessThan(SECOND_MS);
    expect(await seenAfter(ilir, besa)).toBeLessThan(SECOND_MS);
  } finally {
    await server.kill();
  }
});

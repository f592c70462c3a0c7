import type { Locator, Page } from "@playwright/test";
import { stage } from "./support/board";
import { alive } from "./support/decision-form";
import { expect, test } from "./support/test";
import { saying, words } from "./support/words";

const { board, form, page: read, states } = words.en.decisions;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** From the open board until it is proposed; choosing from a list is two. Each tap is a moment of somebody who has none. */
const TAPS = 8;

function fingers() {
  let taps = 0;
  return {
    count: () => taps,
    tap: async (what: Locator) => {
      taps += 1;
      await what.tap();
    },
    choose: async (list: Locator, value: string) => {
      taps += 2;
      await list.selectOption(value);
    },
  };
}

/** How often its words went to the server. */
const savings = async (page: Page, ref: string, number: number): Promise<number> => {
  const { revision } = (await (await page.request.get(`/api/v1/incidents/${ref}/decisions/${number}`)).json()) as {
    revision: number;
  };
  return revision;
};

test("from the board to proposed with eight taps and one sentence, and the record is not flooded by typing", async ({
  as,
}) => {
  const page = await as("commander", PHONE);
  const { ref, net } = await stage(page);
  await page.goto(`/incidents/${ref}/decisions`);
  const finger = fingers();
  await finger.tap(page.getByRole("link", { name: board.propose }));
  const find = page.getByRole("combobox", { name: form.systems.label });
  await expect(find).toBeVisible();
  await alive(page);
  await finger.tap(find);
  await find.pressSequentially(net);
  await finger.tap(page.getByRole("option", { name: saying(net) }));
  await expect(page.getByRole("textbox", { name: read.field.title })).toHaveValue(saying(net));
  const situation = page.getByRole("textbox", { name: read.field.situation });
  await finger.tap(situation);
  await situation.pressSequentially("Files are being encrypted");
  await expect(page.locator("[data-where-kept]")).toHaveText(form.where.device);
  await finger.choose(page.getByRole("combobox", { name: read.field.expectedMinutes }), "240");
  await finger.tap(page.getByRole("button", { name: form.undoTake }));
  await expect(page.getByRole("textbox", { name: read.field.undo })).toHaveValue(form.undoUsual);
  await finger.tap(page.getByRole("button", { name: form.propose, exact: true }));
  await page.waitForURL(/\/decisions\/\d+$/);
  await expect(page.getByText(states.proposed).first()).toBeVisible();
  expect(finger.count()).toBeLessThanOrEqual(TAPS);
  const number = Number(page.url().split("/").at(-1));
  // Drafted, and perhaps once more as the finger left the part; each letter was only kept on the phone. Proposing counts one.
  expect(await savings(page, ref, number)).toBeLessThanOrEqual(3);
});

test("what the server does not have yet is back after the page was lost, and goes there when its author leaves the part", async ({
  as,
}) => {
  const page = await as("commander", PHONE);
  const { ref } = await stage(page);
  await page.goto(`/incidents/${ref}/decisions/new?type=tell-public`);
  const title = page.getByRole("textbox", { name: read.field.title });
  await alive(page);
  await title.fill("Say what works");
  await page.getByRole("textbox", { name: read.field.situation }).fill("Half of the portals answer");
  await expect(page.locator("[data-where-kept]")).toHaveText(form.where.device);
  await page.reload();
  await alive(page);
  await expect(title).toHaveValue("Say what works");
  await expect(page.getByRole("textbox", { name: read.field.situation })).toHaveValue("Half of the portals answer");
  await page.getByRole("textbox", { name: read.field.situation }).focus();
  await page.locator("summary", { hasText: form.part.risk }).focus();
  await expect(page.locator("[data-where-kept]")).toContainText("D-001");
  await expect(page).toHaveURL(/\/decisions\/1\/edit$/);
});

test("of two who write one draft neither loses a word", async ({ as }) => {
  const [besa, ilir] = [await as("commander"), await as("loggist")];
  const { ref } = await stage(besa);
  const said = { type: "tell-public", title: "Say it" };
  const made = await besa.request.post(`/api/v1/incidents/${ref}/decisions`, {
    data: said,
    headers: { origin: new URL(process.env["BASE_URL"] ?? "").origin, "idempotency-key": crypto.randomUUID() },
  });
  expect(made.status()).toBe(201);
  for (const [page, text] of [
    [ilir, "Ilir has seen it"],
    [besa, "Besa has seen it"],
  ] as const) {
    await page.goto(`/incidents/${ref}/decisions/1/edit`);
    await alive(page);
    await page.getByRole("textbox", { name: read.field.situation }).fill(text);
  }
  await ilir.getByRole("button", { name: form.save }).click();
  await expect(ilir.locator("[data-where-kept]")).toContainText("D-001");
  await besa.getByRole("button", { name: form.save }).click();
  const both = besa.getByRole("region", { name: saying(form.stale.title) });
  await expect(both).toContainText("Ilir has seen it");
  await expect(both).toContainText("Besa has seen it");
  await both.getByRole("button", { name: form.stale.mine }).click();
  await expect(besa.locator("[data-where-kept]")).toContainText("D-001");
  await besa.reload();
  await expect(besa.getByRole("textbox", { name: read.field.situation })).toHaveValue("Besa has seen it");
});

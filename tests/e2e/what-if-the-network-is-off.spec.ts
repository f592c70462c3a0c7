import type { Page } from "@playwright/test";
import { type StagedWorld, stageSystems } from "./support/staged-systems";
import { expect, LIVE, test } from "./support/test";
import { saying, words } from "./support/words";

const t = words.en.systems.map;
const page = `/incidents/${LIVE}/systems/map`;
const list = (on: Page, name: string) => on.getByRole("region", { name: saying(name) });

let world: StagedWorld;
test.beforeAll(async () => {
  world = await stageSystems();
});

test("before the network is switched off, the page says what stops, what goes on and why, and what nobody knows", async ({
  as,
}) => {
  const on = await as("commander");
  await on.goto(page);
  const field = on.getByRole("combobox", { name: t.choose.label });
  await field.fill(`government network ${world.tag}`);
  await expect(on.getByRole("option")).toHaveCount(1);
  await field.press("Enter");
  await expect(on).toHaveURL(new RegExp(`off=${world.code("NET")}`));
  await expect(on.locator("main")).toContainText(
    `If Government network core ${world.tag} is shut down, 1 service stops.`,
  );
  await expect(on.locator("main")).toContainText("used about 61,000 times a day");

  const stops = list(on, t.list.stops);
  await expect(stops).toContainText(
    `Citizens' portal ${world.tag} needs Sign-on ${world.tag}, which needs Government network core ${world.tag}.`,
  );
  await expect(stops).toContainText("Instead: At the counter");
  await expect(list(on, t.list.unsure)).toContainText(
    `Utility bills ${world.tag} may need Citizens' portal ${world.tag}`,
  );
  await expect(list(on, t.list.works)).toContainText(
    `Stands apart, on Separate hosting of the tax directorate ${world.tag}.`,
  );
  await expect(list(on, t.list.works)).toContainText(`Tax filing portal ${world.tag}`);
  await on.locator("summary", { hasText: t.order.title }).click();
  await expect(on.getByRole("listitem").filter({ hasText: world.tag }).filter({ visible: true }).last()).toBeVisible();
});

test("the map is walked by keys: arrows, Enter to pin, and the question asked of what is pinned", async ({ as }) => {
  const on = await as("authority", { viewport: { width: 1440, height: 900 } });
  await on.goto(`${page}?off=${world.code("SSO")}`);
  await on.getByRole("checkbox", { name: t.canvas.affected }).check();
  const map = on.getByRole("application", { name: t.canvas.label });
  await map.focus();
  await map.press("ArrowRight");
  const says = on.getByRole("status").filter({ hasText: world.tag });
  await expect(says).toContainText("depend");
  await map.press("Enter");
  await expect(on.getByRole("button", { name: t.canvas.unpin })).toBeVisible();
  await on.getByRole("button", { name: t.canvas.unpin }).click();
  await expect(on.getByRole("button", { name: t.canvas.unpin })).toHaveCount(0);
});

test("without a script the question is a field and a button, and what is meant is found or asked back", async ({
  as,
}) => {
  const on = await as("leadership", { javaScriptEnabled: false });
  await on.goto(page);
  const field = on.getByRole("combobox", { name: t.choose.label });
  await field.fill(`nobody has ${world.tag}`);
  await on.getByRole("button", { name: t.choose.add, exact: true }).click();
  await expect(on.getByRole("alert")).toContainText("No system is called");
  await field.fill(world.tag);
  await on.getByRole("button", { name: t.choose.add, exact: true }).click();
  await on
    .getByRole("alert")
    .getByRole("link", { name: `Sign-on ${world.tag}` })
    .click();
  await expect(on.locator("main")).toContainText(`If Sign-on ${world.tag} is shut down`);
  await on.getByRole("link", { name: saying(t.choose.remove) }).click();
  await expect(on.locator("main")).not.toContainText("is shut down,");
});

test("a phone has the sentence and the lists and loads no map; an outside responder finds no page", async ({ as }) => {
  const on = await as("network", { viewport: { width: 390, height: 844 } });
  const asked: string[] = [];
  on.on("request", (request) => asked.push(request.url()));
  await on.goto(`${page}?off=${world.code("NET")}`);
  await expect(list(on, t.list.stops)).toBeVisible();
  await expect(on.getByRole("application")).toHaveCount(0);
  expect(asked.filter((url) => url.endsWith("/map"))).toEqual([]);
  const outside = await as("external");
  expect((await outside.goto(page))?.status()).toBe(404);
});

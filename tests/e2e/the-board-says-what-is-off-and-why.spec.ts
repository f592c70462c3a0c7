import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { type Made, stage } from "./support/board";
import { expect, test } from "./support/test";
import { saying, words } from "./support/words";

const { board, shown, waits, compromise } = words.en.systems;
const { change } = board;

const line = (page: Page, code: string) => page.locator(`[data-code="${code}"]`);
const dialog = (page: Page) => page.getByRole("dialog");
const open = (page: Page, { ref, mark }: Made) => page.goto(`/incidents/${ref}/systems?q=${mark}`);

async function fillState(page: Page, code: string, state: string, why: string): Promise<void> {
  await page.getByRole("button", { name: change.openOf.replace("{code}", code) }).click();
  const form = dialog(page).locator("section").filter({ hasText: change.stateTitle });
  await form.getByLabel(change.state).selectOption({ label: state });
  await form.getByRole("textbox", { name: change.reason }).fill(why);
}
const press = (page: Page) => dialog(page).getByRole("button", { name: change.button.one, exact: true }).click();

test("one says that the network is down, and everybody sees what stops because of it and what goes on", async ({
  as,
}) => {
  const [besa, ilir, arta] = [await as("commander"), await as("loggist"), await as("leadership")];
  const made = await stage(besa);
  await arta.clock.install();
  for (const page of [ilir, arta]) {
    await open(page, made);
    await expect(line(page, made.portal)).toContainText(shown.operational);
  }
  await open(besa, made);
  await fillState(besa, made.net, shown.down, "The core does not answer");
  await press(besa);
  await expect(dialog(besa)).toHaveCount(0);
  await expect(line(ilir, made.net)).toContainText(shown.down);
  // Leadership is not told of each line of the log; its board is read anew every minute.
  await arta.clock.fastForward(61_000);
  for (const page of [besa, ilir, arta]) {
    await expect(line(page, made.net)).toContainText(shown.down);
    await expect(line(page, made.portal)).toContainText(shown.stopped_by_dependency);
    await expect(line(page, made.portal)).toContainText(waits.replace("{name}", `Name of ${made.net}`));
    await expect(line(page, made.tax)).toContainText(shown.operational);
  }
  await besa.goto(`/incidents/${made.ref}`);
  const told = besa.getByRole("region", { name: board.line });
  await expect(told).toContainText("1 down, 1 stopped because of it, 1 works.");
  await told.getByRole("link", { name: "1 down" }).click();
  await expect(besa).toHaveURL(/state=down/);
  await expect(besa.getByRole("listitem").filter({ hasText: made.mark })).toHaveCount(1);
});

test("two change the same system at once: one wins, the other is told who and what, keeps the sentence, and decides anew", async ({
  as,
}) => {
  const [besa, dritan] = [await as("commander"), await as("authority")];
  const made = await stage(besa);
  await open(besa, made);
  await open(dritan, made);
  await fillState(besa, made.net, shown.down, "The core does not answer");
  await fillState(dritan, made.net, shown.degraded, "Half of the lines are slow");
  await press(besa);
  await expect(dialog(besa)).toHaveCount(0);
  await press(dritan);
  const alert = dialog(dritan).getByRole("alert");
  await expect(alert).toContainText(made.net);
  await expect(alert).toContainText(`${shown.down}. `);
  await expect(alert).toContainText("Incident commander");
  const sentence = dialog(dritan).getByRole("textbox", { name: change.reason }).first();
  await expect(sentence).toHaveValue("Half of the lines are slow");
  await expect(dialog(dritan)).toContainText(saying(change.now.split(".")[0]?.replace("{state}", shown.down) ?? ""));
  await dialog(dritan).getByLabel(change.state).first().selectOption({ label: shown.restoring });
  await press(dritan);
  await expect(line(dritan, made.net)).toContainText(shown.restoring);
  const { rows } = (await (await besa.request.get(`/api/v1/incidents/${made.ref}/entries`)).json()) as {
    rows: { type: string; text: string }[];
  };
  expect(rows.filter(({ type }) => type === "system.change-missed")).toHaveLength(1);
});

test("many at once with one sentence; a refusal changes none of them and keeps what was typed", async ({ as }) => {
  const besa = await as("commander");
  const made = await stage(besa);
  await open(besa, made);
  for (const code of [made.net, made.portal])
    await besa.getByRole("checkbox", { name: change.tick.replace("{code}", code) }).check();
  const bar = besa.getByRole("region", { name: change.chosen.other.replace("{count}", "2") });
  const set = bar.getByRole("button", { name: change.button.other.replace("{count}", "2") });
  await bar.getByLabel(change.state).selectOption({ label: shown.down });
  await set.click();
  await expect(bar.getByRole("alert")).toBeVisible();
  await bar.getByRole("textbox", { name: change.reason }).fill("The hall has no power");
  await set.click();
  await expect(bar).toHaveCount(0);
  await expect(line(besa, made.net)).toContainText(shown.down);
  await expect(line(besa, made.portal)).toContainText(shown.down);
  await expect(line(besa, made.tax)).toContainText(shown.operational);
});

test("a sentence that was begun is still there when the form is opened again, and a suspicion is a fact of its own", async ({
  as,
}) => {
  const besa = await as("commander");
  const made = await stage(besa);
  await open(besa, made);
  const part = () => dialog(besa).locator("section").filter({ hasText: change.compromiseTitle });
  const opens = besa.getByRole("button", { name: change.openOf.replace("{code}", made.tax) });
  await opens.click();
  await part().getByRole("textbox", { name: change.reason }).fill("A strange sign-in at 02:10");
  await besa.keyboard.press("Escape");
  await expect(opens).toBeFocused();
  await opens.click();
  await expect(part().getByRole("textbox", { name: change.reason })).toHaveValue("A strange sign-in at 02:10");
  await part().getByLabel(change.compromise).selectOption({ label: compromise.suspected });
  await part().getByRole("button", { name: change.compromiseButton }).click();
  await expect(line(besa, made.tax)).toContainText(compromise.suspected);
  await expect(line(besa, made.tax)).toContainText(shown.operational);
});

test("leadership only reads and is told why; for an outside responder there is no board", async ({ as }) => {
  const [besa, arta, piotr] = [await as("commander"), await as("leadership"), await as("external")];
  const made = await stage(besa);
  await open(arta, made);
  await expect(line(arta, made.net)).toBeVisible();
  await expect(arta.getByText(saying(board.readOnly))).toBeVisible();
  await expect(arta.getByRole("checkbox", { name: saying(change.tick) })).toHaveCount(0);
  await expect(arta.getByRole("button", { name: saying(change.openOf) })).toHaveCount(0);
  expect((await piotr.goto("/incidents/EX-PORTAL-01/systems"))?.status()).toBe(404);
  await piotr.goto("/incidents/EX-PORTAL-01");
  await expect(piotr.getByRole("region", { name: board.line })).toHaveCount(0);
});

test("what cannot be understood in the address hides nothing and is named", async ({ as }) => {
  const besa = await as("commander");
  const made = await stage(besa);
  await besa.goto(`/incidents/${made.ref}/systems?q=${made.mark}&tier=9`);
  await expect(besa.getByText(board.filter.wrong.replace("{names}", "tier"))).toBeVisible();
  await expect(besa.getByRole("listitem").filter({ hasText: made.mark })).toHaveCount(3);
});

for (const [width, theme] of [
  [1280, "light"],
  [390, "dark"],
] as const)
  test(`the form of one system is accessible, ${width} px, ${theme}`, async ({ as }) => {
    const besa = await as("commander", { viewport: { width, height: 800 }, colorScheme: theme });
    const made = await stage(besa);
    await open(besa, made);
    await fillState(besa, made.net, shown.down, "The core does not answer");
    const { violations } = await new AxeBuilder({ page: besa }).include("dialog").analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(" ")}`)).toEqual([]);
  });

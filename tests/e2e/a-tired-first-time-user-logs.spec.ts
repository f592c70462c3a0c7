import { clockTime } from "../../lib/kernel/time";
import { entry, field, logButton } from "./support/log";
import { expect, openIncident, test, unique } from "./support/test";
import { words } from "./support/words";

const { entries, composer } = words.en;

/** What a person does with their hands, one line each; it is printed, counted and bounded. Typing a text is one step, however long. */
class Steps {
  private readonly done: string[] = [];
  async step(says: string, act: () => Promise<unknown>): Promise<void> {
    this.done.push(says);
    await act();
  }
  report(who: string, most: number): void {
    console.log([`${who}: ${this.done.length} steps`, ...this.done.map((says, n) => `  ${n + 1}. ${says}`)].join("\n"));
    expect(this.done.length).toBeLessThanOrEqual(most);
  }
}

/** The minute that was so many minutes ago on the clock of Tirana. */
const before = (minutes: number) => clockTime(new Date(Date.now() - minutes * 60_000), "Europe/Tirane");

test("with the keyboard alone: what happened, when it happened, which kind", async ({ as }) => {
  const ref = await openIncident(await as("commander"), unique("Keyboard"));
  const page = await as("loggist");
  await page.goto(`/incidents/${ref}`);
  await page.getByText(words.en.shell.connection.live, { exact: true }).waitFor();
  const text = unique("Portal answers 503");
  const steps = new Steps();
  await steps.step("N", () => page.keyboard.press("n"));
  await steps.step("type what happened, and when: … 20 min ago", () => page.keyboard.type(`${text} 20 min ago`));
  await expect(page.getByRole("button", { name: new RegExp(before(20).slice(0, 3)) })).toBeVisible();
  await steps.step("Tab, which takes the time that is offered", () => page.keyboard.press("Tab"));
  await steps.step("Alt 2, a finding", () => page.keyboard.press("Alt+2"));
  await steps.step("Ctrl Enter", () => page.keyboard.press("Control+Enter"));
  const line = entry(page, text);
  await expect(line).toContainText(entries.kind.finding);
  await expect(
    page
      .locator("li", { has: line })
      .getByText(/min later/)
      .filter({ visible: true }),
  ).toBeVisible();
  await expect(field(page)).toBeFocused();
  steps.report("Keyboard alone", 5);
});

test("with a thumb alone: what happened, when it happened, with a picture", async ({ as }) => {
  const ref = await openIncident(await as("commander"), unique("Thumb"));
  const page = await as("loggist", { viewport: { width: 390, height: 664 }, hasTouch: true, isMobile: true });
  await page.goto(`/incidents/${ref}`);
  await page.getByText(words.en.shell.connection.live, { exact: true }).waitFor();
  const text = unique("Screen of the desk shows a ransom note");
  const steps = new Steps();
  await steps.step("tap the field", () => field(page).tap());
  await expect(page.getByRole("form", { name: entries.composer.label })).toHaveAttribute("data-whole", "");
  await steps.step("type or dictate what happened", () => page.keyboard.type(text));
  await steps.step("tap 15 min ago", () => page.getByRole("button", { name: composer.times.fifteen }).tap());
  await steps.step("tap Camera and take the picture", () =>
    page.getByLabel(composer.files.camera).setInputFiles({
      name: "note.jpg",
      mimeType: "image/jpeg",
      buffer: Buffer.from("ffd8ffe000104a46494600010100", "hex"),
    }),
  );
  await expect(page.getByRole("list", { name: composer.files.label })).toContainText("note.jpg");
  await steps.step("tap Log it", () => logButton(page).tap());
  const line = entry(page, text);
  await expect(line.getByRole("link", { name: composer.line.download.replace("{name}", "note.jpg") })).toBeVisible();
  await expect(
    page
      .locator("li", { has: line })
      .getByText(/min later/)
      .filter({ visible: true }),
  ).toBeVisible();
  steps.report("Thumb alone", 5);
});

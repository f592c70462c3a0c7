import { field, openLog } from "./support/log";
import { expect, openIncident, test, unique } from "./support/test";
import { words } from "./support/words";

const { keys } = words.en;

/** One after the other: all of them change the choice of one person. */
test.describe.configure({ mode: "serial" });

test("off: pressing N types nothing and opens nothing, and the button still does; only with Alt; and on again", async ({
  as,
}) => {
  test.setTimeout(120_000);
  const page = await as("network");
  const ref = await openIncident(await as("commander"), unique("Switched off"));
  const choose = async (mode: "on" | "alt" | "off") => {
    await page.goto("/me");
    await page
      .getByRole("group", { name: keys.mode.label })
      .getByRole("button", { name: keys.mode[mode], exact: true })
      .click();
    await expect(page.getByRole("button", { name: keys.mode[mode], exact: true })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
  };

  await choose("off");
  await openLog(page, ref);
  for (const key of ["n", "?", "/", "j", "y", "u", "g", "i", "Control+k"]) await page.keyboard.press(key);
  await expect(field(page)).not.toBeFocused();
  await expect(field(page)).toHaveValue("");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`/incidents/${ref}$`));
  await expect(page.locator("html")).toHaveAttribute("data-clock", "local");
  await page.getByRole("button", { name: keys.palette.button }).filter({ visible: true }).click();
  await expect(page.getByRole("dialog", { name: keys.palette.label })).toBeVisible();
  await expect(page.getByRole("dialog").locator("kbd")).toHaveCount(0);
  await page.goto("/help/shortcuts");
  await expect(page.getByText(keys.page.off)).toBeVisible();

  await choose("alt");
  await openLog(page, ref);
  for (const key of ["n", "?", "j"]) await page.keyboard.press(key);
  await expect(field(page)).not.toBeFocused();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Alt+Shift+?");
  await expect(page.getByRole("dialog", { name: keys.sheet.title })).toContainText("Alt N");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Alt+n");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Alt+g");
  await page.keyboard.press("Alt+m");
  await expect(page).toHaveURL(/\/me$/);

  // The choice is the person's, not the browser's.
  const elsewhere = await as("network", { viewport: { width: 1000, height: 700 } });
  await openLog(elsewhere, ref);
  await elsewhere.keyboard.press("n");
  await expect(field(elsewhere)).not.toBeFocused();

  await choose("on");
  await openLog(page, ref);
  await page.keyboard.press("n");
  await expect(field(page)).toBeFocused();
});

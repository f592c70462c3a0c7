import { createHash, randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { entry, field, logButton, openLog } from "./support/log";
import { expect, openIncident, test, unique, write } from "./support/test";
import { saying, words } from "./support/words";

const { composer, entries } = words.en;

/** A page of the loggist in a new incident of the commander. */
async function inNewIncident(
  as: (login: "commander" | "loggist") => Promise<Page>,
): Promise<{ page: Page; ref: string }> {
  const commander = await as("commander");
  const ref = await openIncident(commander, unique("Composer"));
  const page = await as("loggist");
  await openLog(page, ref);
  return { page, ref };
}
const timeField = (page: Page) => page.getByLabel(entries.composer.happened, { exact: true });
const kept = async (page: Page, ref: string, text: string) => {
  const { rows } = (await (await page.request.get(`/api/v1/incidents/${ref}/entries`)).json()) as {
    rows: Record<string, unknown>[];
  };
  return rows.find((row) => String(row["text"]).includes(text));
};

test("a time in the text is offered; left alone, the entry happened now", async ({ as }) => {
  const { page, ref } = await inNewIncident(as);
  const text = unique("Mail fell at 0001");
  await field(page).fill(text);
  const offer = page.getByRole("button", { name: saying(composer.recognised.exact) });
  // The mark at the end of the text is no time, so the offer is what was typed before it.
  await expect(offer).toBeVisible();
  await expect(timeField(page)).toHaveValue("");
  await logButton(page).click();
  await expect(entry(page, text)).toBeVisible();
  const row = await kept(page, ref, text);
  expect(Date.now() - Date.parse(String(row?.["occurredAt"]))).toBeLessThan(60_000);
});

test("Tab takes the time that is offered, a second Tab moves on; the text stays as it was typed", async ({ as }) => {
  const { page, ref } = await inNewIncident(as);
  const text = unique("Ra posta");
  await field(page).focus();
  await page.keyboard.type(`${text}, dje 23:10`);
  await expect(page.getByRole("button", { name: "Happened yesterday 23:10?" })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(field(page)).toBeFocused();
  await expect(timeField(page)).toHaveValue("23:10");
  await expect(page.getByRole("button", { name: saying(composer.recognised.exact) })).toBeHidden();
  await page.keyboard.press("Tab");
  await expect(field(page)).not.toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(entry(page, text)).toContainText("dje 23:10");
  const row = await kept(page, ref, text);
  const late = Date.now() - Date.parse(String(row?.["occurredAt"]));
  expect(late).toBeGreaterThan(50 * 60_000);
  expect(late).toBeLessThan(25 * 3_600_000);
});

test("what is recognised is shown and can be left out; a number leads to its entry", async ({ as }) => {
  const { page, ref } = await inNewIncident(as);
  await write(page, `/incidents/${ref}/entries`, { text: "First words" });
  const text = unique("As in #1, T1485 and T1486");
  await field(page).fill(text);
  await expect(page.getByText(composer.recognised.mention.replace("{number}", "1"))).toBeVisible();
  await page.getByRole("button", { name: composer.recognised.notMeant.replace("{mark}", "T1486") }).click();
  await logButton(page).click();
  await expect(entry(page, text)).toContainText("T1485");
  expect(await kept(page, ref, text)).toMatchObject({ mentions: [1], attack: [{ id: "T1485" }] });
  await entry(page, text).getByRole("link", { name: "#1", exact: true }).click();
  await expect(page.getByText("First words")).toBeVisible();
});

test("@ offers systems that are in use and people; arrows and Enter take one", async ({ as }) => {
  const { page, ref } = await inNewIncident(as);
  await write(page, `/incidents/${ref}/entries`, { text: "Before", systems: ["Posta qeveritare"] });
  await page.reload();
  await page.getByText(words.en.shell.connection.live, { exact: true }).waitFor();
  await field(page).click();
  const mark = unique("checked");
  await page.keyboard.type("@qev");
  await expect(page.getByRole("option", { name: /Posta qeveritare/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.type(mark);
  await expect(field(page)).toHaveValue(`Posta qeveritare ${mark}`);
  await page.keyboard.press("Control+Enter");
  await expect(entry(page, mark)).toBeVisible();
  expect(await kept(page, ref, mark)).toMatchObject({ systems: ["Posta qeveritare"] });
});

test("keys lead to everything beside the text", async ({ as }) => {
  const { page, ref } = await inNewIncident(as);
  const text = unique("By keys");
  await page.keyboard.press("n");
  await page.keyboard.type(text);
  await page.keyboard.press("Alt+t");
  await expect(timeField(page)).toBeFocused();
  await page.keyboard.press("Alt+s");
  await page.keyboard.type("GovNet, Regjistri civil");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Alt+v");
  await expect(page.getByRole("combobox", { name: entries.composer.audience })).toBeFocused();
  await page.keyboard.press("Alt+l");
  await expect(page.getByRole("combobox", { name: entries.composer.tlp })).toBeFocused();
  await page.keyboard.press("Alt+g");
  await page.getByRole("combobox", { name: composer.basis }).selectOption("assessment");
  await page.keyboard.press("Alt+b");
  await expect(page.getByRole("combobox", { name: composer.onBehalfOf })).toBeFocused();
  await page.getByRole("combobox", { name: composer.onBehalfOf }).selectOption({ index: 1 });
  await page.getByRole("combobox", { name: composer.sourceKind }).selectOption("system");
  await page.getByRole("combobox", { name: composer.reliability }).selectOption("B");
  await page.getByRole("combobox", { name: composer.credibility }).selectOption("2");
  await page.keyboard.press("Alt+k");
  await page.keyboard.press("Control+Enter");
  const line = entry(page, text);
  await expect(line).toContainText(entries.basis.assessment);
  await expect(line).toContainText(composer.sourceKinds.system);
  await expect(line).toContainText("B2");
  expect(await kept(page, ref, text)).toMatchObject({
    systems: ["GovNet", "Regjistri civil"],
    basis: "assessment",
    sourceKind: "system",
    admiralty: "B2",
    key: true,
  });
  await expect(line).toContainText(saying(composer.line.writtenFor));
});

test("half a grade is told, and every precision asks for what it needs", async ({ as }) => {
  const { page, ref } = await inNewIncident(as);
  const text = unique("Precisely");
  await field(page).fill(text);
  await page.keyboard.press("Alt+p");
  const precision = page.getByRole("combobox", { name: entries.composer.precision });
  await precision.selectOption("month");
  await expect(timeField(page)).toBeHidden();
  await logButton(page).click();
  await expect(page.getByRole("alert").filter({ hasText: composer.problem.month })).toBeVisible();
  await page.getByLabel(composer.month).fill("2022-07");
  await page.getByRole("combobox", { name: composer.reliability }).selectOption("B");
  await logButton(page).click();
  await expect(page.getByRole("alert").filter({ hasText: composer.problem.grade })).toBeVisible();
  await page.getByRole("combobox", { name: composer.reliability }).selectOption("");
  await logButton(page).click();
  await expect(entry(page, text)).toBeVisible();
  expect(await kept(page, ref, text)).toMatchObject({ precision: "month", occurredAt: "2022-07-01T10:00:00.000Z" });
});

/** Puts a file on the clipboard of the page, or drops it, as a browser does. */
const give = (page: Page, how: "paste" | "drop", name: string, bytes: Buffer) =>
  field(page).evaluate(
    (node, { how: kind, name: called, base64 }) => {
      const data = new DataTransfer();
      const content = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      data.items.add(new File([content], called, { type: kind === "paste" ? "image/png" : "" }));
      node.dispatchEvent(
        kind === "paste"
          ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }),
      );
    },
    { how, name, base64: bytes.toString("base64") },
  );

test("a pasted picture and a dropped file go with the entry, are shown with their hash, and come back whole", async ({
  as,
}) => {
  const { page, ref } = await inNewIncident(as);
  const text = unique("With files");
  const picture = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const dump = randomBytes(2_000_000);
  await field(page).fill(text);
  await give(page, "paste", "image.png", picture);
  await give(page, "drop", "memory dump.bin", dump);
  const waiting = page.getByRole("list", { name: composer.files.label });
  await expect(waiting.getByRole("listitem")).toHaveCount(2);
  await expect(waiting.locator("img")).toBeVisible();
  await logButton(page).click();
  const link = entry(page, text).getByRole("link", {
    name: composer.line.download.replace("{name}", "memory dump.bin"),
  });
  await expect(link).toBeVisible();
  await expect(waiting).toBeHidden();

  const download = page.waitForEvent("download");
  await link.click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).equals(dump)).toBe(true);

  const row = await kept(page, ref, text);
  const [first] = (row?.["files"] ?? []) as { id: string; sha256: string; type: string }[];
  expect(first).toMatchObject({ type: "image/png", sha256: createHash("sha256").update(picture).digest("hex") });
  const answer = await page.request.get(`/api/v1/incidents/${ref}/files/${first?.id}`);
  expect(answer.headers()).toMatchObject({
    "content-security-policy": "default-src 'none'; sandbox",
    "content-disposition": `attachment; filename="image.png"; filename*=UTF-8''image.png`,
    "content-type": "application/octet-stream",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
  await page.goto(`/incidents/${ref}/timeline/${String(row?.["number"])}`);
  await expect(page.getByText(String(first?.sha256))).toBeVisible();
});

test("an empty file is told by name and not added; one can be left out again", async ({ as }) => {
  const { page } = await inNewIncident(as);
  await field(page).fill(unique("Files"));
  await give(page, "paste", "empty.png", Buffer.alloc(0));
  await expect(page.getByRole("alert").filter({ hasText: "empty.png" })).toBeVisible();
  await give(page, "paste", "wrong.png", Buffer.from("x"));
  await page.getByRole("button", { name: composer.files.remove.replace("{name}", "wrong.png") }).click();
  await expect(page.getByRole("list", { name: composer.files.label })).toBeHidden();
});

test("on a phone the composer fills the screen, keeps Log it in reach, and gives the timeline back", async ({ as }) => {
  const ref = await openIncident(await as("commander"), unique("Phone"));
  for (const viewport of [
    { width: 320, height: 568 },
    // With the keyboard up.
    { width: 390, height: 380 },
  ]) {
    const page = await as("loggist", { viewport, hasTouch: true, isMobile: true });
    await openLog(page, ref);
    await field(page).tap();
    await page.keyboard.type("Mail fell at 0001, see #1");
    const form = await page.getByRole("form", { name: entries.composer.label }).boundingBox();
    expect(form).toMatchObject({ x: 0, y: 0, ...viewport });
    const button = await logButton(page).boundingBox();
    expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
    expect(button?.height).toBeGreaterThanOrEqual(44);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    await page.getByRole("button", { name: composer.times.fifteen }).tap();
    await expect(page.getByRole("button", { name: composer.times.fifteen })).toHaveAttribute("aria-pressed", "true");
    await page.getByRole("button", { name: composer.close }).tap();
    await expect(page.getByRole("heading", { level: 1 })).toBeInViewport();
    await expect(field(page)).toHaveValue("Mail fell at 0001, see #1");
    await field(page).fill("");
  }
});
